import Testing

/// The built program behind a real kube-apiserver, driven with kubectl.
///
/// One cluster for all suites, one test at a time. Needs `KUBEBUILDER_ASSETS`: a folder with etcd, kube-apiserver and
/// kubectl, as envtest expects it.
@Suite(.serialized, .enabled(if: Assets.areHere, "\(Assets.hint)"), .cluster)
struct EndToEndTests {}
