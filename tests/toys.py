"""A pattern file of a user's, for the tests of what is laid over the built-in patterns."""

TOYS = """\
version: 1
language: es-MX
subject: measures
category: equipment
patterns:
  - id: measure.kites
    label: {es: papalotes, en: kites}
    terms: ["papalote(s)"]
    examples:
      - {text: "Se repartieron 350 papalotes.", quantity: "350", measure: kites}
    counterexamples:
      - {text: "Se repartieron 350 globos.", why: another toy}
"""
