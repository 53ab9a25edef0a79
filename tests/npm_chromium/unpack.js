// Unpacks the package's Chromium, with the shared libraries that a bare machine lacks, into TMPDIR.
process.env.AWS_EXECUTION_ENV = "AWS_Lambda_nodejs22.x";
const { default: chromium } = await import("@sparticuz/chromium");
await chromium.executablePath();
