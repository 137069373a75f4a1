"""The mails about meetings and events. One pair of functions each: one queues it, one writes it."""

from arenas.emails.asking import queue_dates_asked, queue_guest_proof, queue_hat_asked
from arenas.emails.calendar import queue_calendar
from arenas.emails.events import queue_next_event
from arenas.emails.minutes import queue_minutes, queue_minutes_due
from arenas.emails.reminder import queue_reminders

__all__ = [
    "queue_calendar",
    "queue_dates_asked",
    "queue_guest_proof",
    "queue_hat_asked",
    "queue_minutes",
    "queue_minutes_due",
    "queue_next_event",
    "queue_reminders",
]
