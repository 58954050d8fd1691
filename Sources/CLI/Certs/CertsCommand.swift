/// Certificates by hand: making and checking them.
enum CertsCommand: Subcommand {
    static let name = "certs"
    static let operands = "generate|check"
    static let summary = "Makes and checks serving certificates."
    static let options: [Option] = []
    static let members: [any Subcommand.Type] = [CertsGenerate.self, CertsCheck.self]
    static let notes = """
        examples:
          alb-admission certs generate --dns-names alb-admission.ingress-system.svc --out certs
          alb-admission certs check --cert-dir certs --dns-names alb-admission.ingress-system.svc
          alb-admission certs check --kube-api in-cluster --webhook-configurations alb-admission
        """

    static func run(_ options: Options, _ console: Console) -> ExitCode { .usage }
}
