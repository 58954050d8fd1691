"""The program takes the arguments that the chart gives it."""

import tempfile
import unittest

import chart


REVIEW = chart.CHECKOUT / "Tests" / "Recorded" / "kubernetes-1.36" / "021-mutate-create-ingresses.json"


class Arguments(unittest.TestCase):
    def test_serve_knows_every_flag(self):
        for name, values in chart.matrix():
            with self.subTest(name):
                # An operand is refused once all flags have been read.
                arguments = [value for value in chart.arguments(chart.render(values)) if value != "--threads=3"]
                result = chart.run([*arguments, "operand"], env={})
                self.assertEqual(result.returncode, 64)
                self.assertIn('takes no operands, got "operand"', result.stderr)

    def test_certs_check_knows_every_flag(self):
        pod = [value for value in chart.render() if value["kind"] == "Pod"][0]
        arguments = pod["spec"]["containers"][0]["args"]
        # Outside of a cluster it says that it is, and no word about flags.
        result = chart.run(arguments, env={})
        self.assertIn("KUBERNETES_SERVICE_HOST", result.stderr)

    def test_the_settings_file_is_read(self):
        for name, values in chart.matrix():
            with self.subTest(name), tempfile.NamedTemporaryFile("w", suffix=".json") as file:
                maps = chart.kinds(chart.render(values), "ConfigMap")
                text = [value["data"]["settings.json"] for value in maps if "settings.json" in value.get("data", {})]
                self.assertEqual(len(text), 1)
                file.write(text[0])
                file.flush()
                result = chart.run(["review", "--config", file.name, str(REVIEW)])
                self.assertIn(result.returncode, (0, 1), result.stderr)


if __name__ == "__main__":
    unittest.main()
