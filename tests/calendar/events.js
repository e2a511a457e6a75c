// Read a calendar with ical.js, and print what a calendar program would show of each event.
const [, , library, file] = process.argv;
const ICAL = require(library);
const calendar = new ICAL.Component(ICAL.parse(require("fs").readFileSync(file, "utf8")));
const zones = calendar.getAllSubcomponents("vtimezone");
zones.forEach((zone) => ICAL.TimezoneService.register(zone));
const told = calendar.getAllSubcomponents("vevent").map((part) => {
  const event = new ICAL.Event(part);
  return {
    summary: event.summary,
    start: event.startDate.toString(),
    zone: event.startDate.zone.tzid,
    utc: event.startDate.toJSDate().toISOString(),
    minutes: event.duration.toSeconds() / 60,
    location: event.location,
    description: event.description,
    uid: event.uid,
  };
});
process.stdout.write(JSON.stringify(told));
