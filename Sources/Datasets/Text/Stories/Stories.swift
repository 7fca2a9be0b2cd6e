/// The library's own stories.
enum Stories {
  static let all = [harbour, weather, machines, fables, journeys, conversations, seasons, workshop]
}
