"""What a calendar file says, by two Python libraries, as JSON: {"icalendar": [...], "vobject": [...]}.

A library that is not installed is left out.
"""

import datetime
import json
import sys


def text_of(moment):
    if isinstance(moment, datetime.datetime):
        if moment.tzinfo is None:
            return "floating"
        return moment.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return moment.isoformat()


def by_icalendar(data):
    import icalendar

    return [
        {
            "uid": str(event["UID"]),
            "sequence": int(event["SEQUENCE"]),
            "starts": text_of(event["DTSTART"].dt),
            "ends": text_of(event["DTEND"].dt),
            "title": str(event["SUMMARY"]),
            "reason": str(event.get("DESCRIPTION", "")),
        }
        for event in icalendar.Calendar.from_ical(data).walk("VEVENT")
    ]


def by_vobject(data):
    import vobject

    calendar = vobject.readOne(data.decode("utf-8"))
    return [
        {
            "uid": event.uid.value,
            "sequence": int(event.sequence.value),
            "starts": text_of(event.dtstart.value),
            "ends": text_of(event.dtend.value),
            "title": event.summary.value,
            "reason": event.description.value if hasattr(event, "description") else "",
        }
        for event in calendar.contents.get("vevent", [])
    ]


data = sys.stdin.buffer.read()
read = {}
for name, reader in (("icalendar", by_icalendar), ("vobject", by_vobject)):
    try:
        read[name] = reader(data)
    except ImportError:
        pass
json.dump(read, sys.stdout)
