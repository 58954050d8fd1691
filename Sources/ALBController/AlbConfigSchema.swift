package import Kubernetes

/// What an AlbConfig may hold, because its CRD says nothing: names, JSON types, and who reads them.
///
/// The tables are in the files `AlbConfigSchema+….swift`. They follow the Go types of the open controllers,
/// `pkg/apis/alibabacloud/v1/albconfig_types.go`, plus the fields that Alibaba Cloud documents for later versions.
package enum AlbConfigSchema {
    package static let root = Table(
        Field("apiVersion", .anything),
        Field("kind", .anything),
        Field("metadata", .anything),
        Field("spec", .object(spec)),
        Field("status", .object(status))
    )

    package static let spec = Table(
        Field("config", .object(config)),
        Field("listeners", .listeners(listener))
    )

    /// Written by the controller and decoded with the rest; newer ones put more into it.
    static let status = Table(
        Field("loadBalancer", .object(loadBalancerStatus)),
        isOpen: true
    )

    private static let loadBalancerStatus = Table(
        Field("dnsname", .string),
        Field("id", .string),
        Field("listeners", .list(of: .object(listenerStatus), identity: "portAndProtocol"), since: .lbc),
        isOpen: true
    )

    private static let listenerStatus = Table(
        Field("portAndProtocol", .string),
        Field("certificates", .list(of: .object(appliedCertificate), identity: "certificateId")),
        isOpen: true
    )

    private static let appliedCertificate = Table(
        Field("certificateId", .string),
        Field("isDefault", .boolean),
        isOpen: true
    )

    /// A JSON type as Go decodes it; a pointer in Go is decoded like the type that it points to.
    package indirect enum FieldType: Sendable {
        case string
        /// Go's `int`: an integer literal of 64 bits.
        case integer
        case boolean
        /// `intstr.IntOrString`: any string, or an integer literal of 32 bits.
        case integerOrString
        case object(Table)
        /// `identity` is the member that names an element, for comparing two versions of a list.
        case list(of: FieldType, identity: String = "")
        case listeners(Table)
        /// Not judged here.
        case anything
    }

    /// The first generation of controllers whose Go struct has the field.
    package enum Generation: Int, Comparable, Sendable {
        /// kubernetes/cloud-provider-alibaba-cloud and all that followed.
        case legacy
        /// alibaba/alibaba-load-balancer-controller and the managed controller.
        case lbc
        /// The managed controller only.
        case ack

        package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

        package func isKnown(to profile: ControllerProfile) -> Bool {
            switch (self, profile) {
            case (.legacy, _), (_, .ack), (.lbc, .lbc): true
            case (.lbc, .legacy), (.ack, .lbc), (.ack, .legacy): false
            }
        }
    }

    /// A field that is decoded, and then does not do what its name says.
    package struct Remark: Sendable {
        package var profiles: Set<ControllerProfile>
        package var problem: String
        package var effect: String
        /// Nil: to remove the field.
        package var fix: String?
    }

    package struct Field: Sendable {
        package var name: String
        package var type: FieldType
        package var since: Generation
        package var remark: Remark?

        init(_ name: String, _ type: FieldType, since: Generation = .legacy, _ remark: Remark? = nil) {
            self.name = name
            self.type = type
            self.since = since
            self.remark = remark
        }
    }

    /// The members of one kind of object.
    package struct Table: Sendable {
        package let fields: [Field]
        /// Later versions have more members than are known here, so no other name is objected to.
        package let isOpen: Bool
        private let byName: [String: Int]
        private let byFoldedName: [String: Int]

        init(_ fields: Field..., isOpen: Bool = false) {
            self.fields = fields
            self.isOpen = isOpen
            byName = Dictionary(fields.enumerated().map { ($1.name, $0) }) { first, _ in first }
            byFoldedName = Dictionary(fields.enumerated().map { ($1.name.lowercased(), $0) }) { first, _ in first }
        }

        package func field(_ name: String) -> Field? { byName[name].map { fields[$0] } }

        /// The field of that name in any case.
        package func fieldIgnoringCase(_ name: String) -> Field? {
            byFoldedName[name.lowercased()].map { fields[$0] }
        }
    }

    /// The only place of a field.
    package struct Home: Sendable {
        package var field: Field
        /// Such as `spec.config` or `spec.listeners[]`.
        package var parent: String
        /// The field itself; nil below a list, of which any element may be meant.
        package var path: FieldPath?
    }

    /// Where a name in lower case belongs, such as `spec.config` for `zonemappings`; names of several places are left out.
    package static let homes: [String: Home] = {
        var homes: [String: Home] = [:]
        var repeated: Set<String> = []
        func visit(_ table: Table, _ parent: String, _ path: FieldPath?) {
            for field in table.fields {
                let name = field.name.lowercased()
                let here = path?.key(field.name)
                let home = Home(field: field, parent: parent, path: here)
                if homes.updateValue(home, forKey: name) != nil { repeated.insert(name) }
                let inner = parent.isEmpty ? field.name : "\(parent).\(field.name)"
                switch field.type {
                case .object(let table): visit(table, inner, here)
                case .list(.object(let table), _), .listeners(let table): visit(table, inner + "[]", nil)
                default: break
                }
            }
        }
        visit(Table(Field("spec", .object(spec))), "", .root)
        for name in repeated { homes[name] = nil }
        return homes
    }()
}

extension AlbConfigSchema.Remark {
    static func unread(by profiles: Set<ControllerProfile>, _ effect: String, fix: String? = nil) -> Self {
        Self(profiles: profiles, problem: "is not read by this controller", effect: effect, fix: fix)
    }
}
