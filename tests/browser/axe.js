// Runs axe over the page that it stands in, and leaves what it found in the page.
axe
  .run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    // Off unless asked for: AAA contrast, and the size of what is clicked.
    rules: { "color-contrast-enhanced": { enabled: true }, "target-size": { enabled: true } },
  })
  .then(
    (result) => ({
      passes: result.passes.map((rule) => rule.id),
      violations: result.violations.flatMap((rule) =>
        rule.nodes.map((node) => `${rule.id}: ${node.html} (${node.failureSummary})`),
      ),
    }),
    (error) => ({ passes: [], violations: [String(error)] }),
  )
  .then((found) => {
    const report = document.createElement("pre");
    report.id = "found";
    report.textContent = JSON.stringify(found);
    document.body.append(report);
  });
