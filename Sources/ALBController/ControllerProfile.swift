/// Which controller reads the objects; the three generations disagree.
package enum ControllerProfile: String, CaseIterable, Hashable, Sendable {
    /// The managed, closed controller of ACK, 2.11 and later.
    case ack
    /// alibaba/alibaba-load-balancer-controller, open source.
    case lbc
    /// The ALB part of kubernetes/cloud-provider-alibaba-cloud, open source, the oldest logic.
    case legacy

    /// The open controllers add missing listeners to the AlbConfig by themselves.
    package var createsListeners: Bool { self != .ack }
}
