let referencePictures: [String: String] = [:]
