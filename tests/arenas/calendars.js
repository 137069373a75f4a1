// Reads every calendar given on standard input (a JSON list of texts) with ical.js and prints what
// it understood: method, and of each event its uid, sequence, summary and start as UTC.
const fs = require("node:fs");

(async () => {
  const { default: ICAL } = await import(`${process.argv[2]}/ical.js/dist/ical.js`);
  const found = JSON.parse(fs.readFileSync(0, "utf8")).map((text) => {
    const calendar = new ICAL.Component(ICAL.parse(text));
    for (const zone of calendar.getAllSubcomponents("vtimezone")) {
      ICAL.TimezoneService.register(zone);
    }
    const events = calendar.getAllSubcomponents("vevent").map((component) => {
      const event = new ICAL.Event(component, { strictExceptions: true });
      return {
        uid: event.uid,
        sequence: event.sequence,
        summary: event.summary,
        start: event.startDate.toJSDate().toISOString(),
        end: event.endDate.toJSDate().toISOString(),
        attendees: event.attendees.map((one) => one.getFirstValue()),
      };
    });
    for (const zone of calendar.getAllSubcomponents("vtimezone")) {
      ICAL.TimezoneService.remove(zone.getFirstPropertyValue("tzid"));
    }
    return { method: calendar.getFirstPropertyValue("method"), events };
  });
  console.log(JSON.stringify(found));
})();
