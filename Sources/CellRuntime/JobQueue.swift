// The functions of CJobQueue, declared here rather than imported: a cell that imports this module would be asked for that
// one's module map too. Its header says what they do.

@_extern(c, "job_queue_use_clock")
func jobQueueUseClock(_ clock: @convention(c) () -> Double)

@_extern(c, "job_queue_push")
func jobQueuePush(_ job: UnsafeMutableRawPointer, _ isMain: Bool, _ delay: Double)

@_extern(c, "job_queue_drain_until")
func jobQueueDrain(until done: UnsafePointer<Bool>)

@_extern(c, "job_queue_drain_due")
func jobQueueDrainDue(_ seconds: Double)
