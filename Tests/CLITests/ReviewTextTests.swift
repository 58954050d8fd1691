import CLI
import Foundation
import TestSupport
import Testing

/// `review -o text`, for people: findings and patch on stdout, the sum of it on stderr.
struct ReviewTextTests {
    @Test func showsFindingsAndPatch() throws {
        let tls = IngressText {
            $0.className = nil
            $0.tls = [IngressText.tls(["a.example.com"])]
        }
        let folder = try TemporaryFolder([
            "s.json": Sample.settings, "in.json": Sample.text(tls) + "\n" + Sample.denied,
        ])
        let arguments = ["review", "-o", "text", "--config", folder.file("s.json"), folder.file("in.json")]
        let expected = #"""
            DIR/in.json: Ingress shop/web CREATE: allowed
              note  [M1] spec.ingressClassName defaulted to "alb" (labels of Namespace "shop" were not read).
              note  [M2] listen-ports defaulted to '[{"HTTP": 80}, {"HTTPS": 443}]'.
              note  [M2] port 80 is open in clear text; set ssl-redirect "true", or listen-ports '[{"HTTPS": 443}]' to serve HTTPS only.
              patch:
                + spec.ingressClassName: 'alb'
                + metadata.annotations: {}
                + metadata.annotations["alb.ingress.kubernetes.io/listen-ports"]: '[{"HTTP": 80}, {"HTTPS": 443}]'
            DIR/in.json:2:1: Ingress shop/web CREATE: denied
              deny  \#(Sample.deniedMessage)

            """#
        let run = CommandRun(arguments, folder: folder)
        #expect(
            run
                == CommandRun(
                    out: expected,
                    err: "2 reviews: 1 allowed, 1 denied, 0 warnings\n\(try Sample.contextNote(Sample.settings))",
                    .denied
                )
        )
    }

    @Test func showsAGeneratedNameAndASubresource() throws {
        let generated = IngressText {
            $0.name = ""
            $0.generateName = "web-"
        }
        var status = ReviewText("UPDATE", object: IngressText().json, oldObject: IngressText().json)
        status.subResource = "status"
        let folder = try TemporaryFolder(["s.json": Sample.settings])
        let run = CommandRun(
            ["review", "-otext", "--config=\(folder.file("s.json"))"],
            input: Array(Sample.text(generated).utf8) + status.bytes
        )
        let expected = """
            <stdin>: Ingress shop/(generated name) CREATE: allowed
            <stdin>:1:\(Sample.text(generated).count + 1): Ingress/status shop/web UPDATE: allowed (a subresource: not judged)

            """
        #expect(
            run
                == CommandRun(
                    out: expected,
                    err: "2 reviews: 2 allowed, 0 denied, 0 warnings\n\(try Sample.contextNote(Sample.settings))",
                    .clean
                )
        )
    }

    @Test func saysWhatIsNotJudged() throws {
        let other = Sample.text(IngressText { $0.className = "internal" })
        let none = Sample.text(IngressText { $0.className = nil })
        let run = CommandRun(
            ["review", "-o", "text", "--webhook", "validate"],
            input: Array("\(other)\n\(other)\n\(none)".utf8)
        )
        let why = "class \"internal\" is not one of ingressClasses (alb): not judged"
        #expect(run.out.components(separatedBy: ": allowed (\(why))\n").count == 3)
        #expect(run.out.hasSuffix(": allowed (no class is named: not judged)\n"))
        #expect(run.err.components(separatedBy: "alb-admission: <stdin>: \(why)\n").count == 2)
    }

    /// A class of the settings stays ALB's beside the classes of `--objects`, unless an object shows another controller.
    @Test(arguments: [
        ([ClusterText.alb], true), ([ClusterText.ingressClass("internal")], true),
        ([ClusterText.ingressClass("internal", controller: "example.com/x")], false),
    ])
    func objectsAddToTheClassesOfTheSettings(_ objects: [String], _ isJudged: Bool) throws {
        let review = Sample.text(
            IngressText {
                $0.className = "internal"
                $0.annotations = [("alb.ingress.kubernetes.io/listen-ports", "x")]
            }
        )
        let folder = try TemporaryFolder([
            "o.json": "[\(objects.joined(separator: ","))]", "s.json": #"{"ingressClasses": ["internal"]}"#,
        ])
        let run = CommandRun(
            ["review", "--objects", folder.file("o.json"), "--config", folder.file("s.json")],
            input: Array(review.utf8)
        )
        #expect(run.code == (isJudged ? .denied : .clean), "\(run)")
        #expect(run.err.contains("not judged") != isJudged)
    }

    /// Names from outside must not speak to the terminal.
    @Test func printsNoControlCharacters() throws {
        let evil = IngressText { $0.name = "a\u{1B}[2J\nweb" }
        let run = CommandRun(["review", "-o", "text"], input: Array(Sample.text(evil).utf8))
        #expect(run.out.hasPrefix("<stdin>: Ingress shop/a [2J web CREATE: allowed\n"))
        #expect(!run.out.contains("\u{1B}"))
    }

    @Test func aBrokenReviewWithAnUIDIsDenied() throws {
        let folder = try TemporaryFolder(["b.json": String(Sample.allowed.dropLast(2))])
        let run = CommandRun(["review", "-o", "text", folder.file("b.json")], folder: folder)
        let place = "DIR/b.json:1:\(Sample.allowed.count - 1)"
        let reason = "unexpected end of input, expected ',' or '}'"
        #expect(
            run
                == CommandRun(
                    out:
                        "\(place): denied\n  this is not an AdmissionReview that can be judged: not valid JSON: \(reason)\n",
                    err:
                        "alb-admission: \(place): \(reason)\n1 review: 0 allowed, 1 denied, 0 warnings\n",
                    .denied
                )
        )
    }
}
