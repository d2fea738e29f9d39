// Reads {"place": …, "instants": [ISO…], "hours": [string…]} and writes, one line a string, one letter an instant:
// o open, c closed, u unknown; a line "e" for a string that the library refuses. The process's TZ is the site's.
"use strict";

const OpeningHours = require("opening_hours");

const question = JSON.parse(require("fs").readFileSync(0, "utf-8"));
const instants = question.instants.map((iso) => new Date(iso));

function letters(hours) {
  try {
    const parsed = new OpeningHours(hours, question.place, { mode: 0, locale: "en" });
    return instants
      .map((at) => (parsed.getState(at) ? "o" : parsed.getUnknown(at) ? "u" : "c"))
      .join("");
  } catch {
    return "e"; // refused, or a calendar (school holidays) that the library lacks for that year
  }
}

console.warn = () => {};
process.stdout.write(question.hours.map(letters).join("\n"));
