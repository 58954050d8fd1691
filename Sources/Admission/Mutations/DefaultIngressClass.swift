import ALBController
import JSON
import Kubernetes

/// M1: fills in `spec.ingressClassName`, which the ALB controller needs to look at an Ingress at all.
///
/// Timid on purpose: class-less Ingresses may belong to ingress-nginx or Traefik, and taking them over moves traffic.
struct DefaultIngressClass {
    static let id = "M1"
    private static let field = JSONPointer(["spec", "ingressClassName"])
    let context: ReviewContext

    enum Decision {
        case fill(String)
        case leave
        case explain(String)
    }

    func apply(to ingress: inout Ingress, _ mutation: inout Mutation) {
        guard ingress.ingressClassName == nil, !ingress.metadata.annotations.contains(AnnotationKey.ingressClass)
        else { return }
        switch decide(ingress) {
        case .leave: break
        case .fill(let name) where context.profile == .legacy && name != "alb":
            mutation.notes.append(
                "[\(Self.id)] spec.ingressClassName was not filled in: this controller knows no class but \"alb\"."
            )
        case .explain(let reason):
            mutation.notes.append("[\(Self.id)] spec.ingressClassName was not filled in: \(reason).")
        case .fill(let name):
            mutation.patch.operations.append(
                .add(path: Self.field, value: JSONText.string(name))
            )
            mutation.applied.append(Self.id)
            mutation.notes.append("[\(Self.id)] spec.ingressClassName defaulted to \"\(name)\".")
            ingress.ingressClassName = name
        }
    }

    func decide(_ ingress: Ingress) -> Decision {
        let setting = context.settings.defaulting.ingressClass
        guard setting.mode != .off else { return .leave }
        let namespace = context.snapshot.namespaces[ingress.metadata.namespace]?.metadata
        let ofNamespace =
            namespace?.labels[AnnotationKey.defaultClass] ?? namespace?.annotations[AnnotationKey.defaultClass] ?? ""
        let name = ofNamespace.isEmpty ? setting.name : ofNamespace
        guard setting.mode != .always else { return .fill(name) }
        let origin = IngressOrigin(ingress.metadata)
        if let written = origin.misspeltClass { return .explain(Self.misspelt(written)) }
        if setting.mode == .annotated, !origin.isMeantForALB { return .leave }
        if !origin.hasOwn, let foreign = origin.foreign { return .explain(Self.belongs(foreign)) }
        return context.snapshot.knows(.ingressClass) ? decideByCluster(origin, name) : .fill(name)
    }

    private static func misspelt(_ written: IngressOrigin.ClassKey) -> String {
        let what = written.isLabel ? "label" : "annotation"
        let value = written.value.isEmpty ? "" : ": \(written.value.clipped)"
        return "\(what) \"\(written.key.clipped)\" is not what names a class, and no controller reads it. Fix: write "
            + "spec.ingressClassName\(value) instead"
    }

    private static func belongs(_ foreign: IngressOrigin.ForeignKey) -> String {
        let name = foreign.controller == ForeignController.unnamed ? "" : " (\(foreign.controller))"
        return "annotation \"\(foreign.key.clipped)\" belongs to another ingress controller\(name) and none is ALB's. "
            + "If ALB is to serve it, name its class"
    }

    private func decideByCluster(_ origin: IngressOrigin, _ name: String) -> Decision {
        let classes = context.snapshot.ingressClasses
        let indexes = context.snapshot.indexes
        if let preset = defaultClass(indexes.defaultClasses, classes) {
            guard context.resolver.isALB(preset) else {
                return .explain("the default IngressClass is \"\(preset.metadata.name.clipped)\", which is not ALB's")
            }
            return .fill(preset.metadata.name)
        }
        guard let wanted = classes[name] else {
            return .explain("IngressClass \"\(name)\" does not exist (\(candidates(classes)))")
        }
        guard context.resolver.isALB(wanted) else {
            return .explain("IngressClass \"\(name)\" belongs to the controller \"\(wanted.controller.clipped)\"")
        }
        if !indexes.classes(ofController: "ingress.k8s.aws/alb").isEmpty {
            return .explain("the AWS controller, which shares the annotation prefix, is installed as well")
        }
        let ofALB = context.resolver.controllers.reduce(0) { $0 + indexes.classes(ofController: $1).count }
        let isALBOnly = ofALB == classes.count
        guard !isALBOnly, !origin.isMeantForALB else { return .fill(name) }
        let why = origin.foreign.map { "carries \"\($0.key.clipped)\"" } ?? "has no \(AnnotationKey.prefix) annotation"
        return .explain("other controllers' classes exist and the Ingress \(why)")
    }

    /// The class that the built-in plugin would pick: the newest default, then by name.
    private func defaultClass(
        _ marked: ObjectNames,
        _ classes: ShardedTable<String, IngressClass>
    ) -> IngressClass? {
        marked.prefix(.max).compactMap { classes[$0.name] }.max { left, right in
            let (a, b) = (left.metadata, right.metadata)
            return a.creationTimestamp == b.creationTimestamp
                ? a.name > b.name : a.creationTimestamp < b.creationTimestamp
        }
    }

    private func candidates(_ classes: ShardedTable<String, IngressClass>) -> String {
        let names = classes.values.filter(context.resolver.isALB).map(\.metadata.name).sorted()
        return names.isEmpty ? "there is no ALB class" : "ALB classes: " + names.joined(separator: ", ")
    }
}
