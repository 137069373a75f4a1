"""Periodic jobs: they call a service and do nothing else."""

from celery import shared_task

from arenas.services import reminders


@shared_task(name="arenas.tick")
def tick() -> None:
    reminders.tick()
