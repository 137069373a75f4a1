"""Periodic jobs: they call a service and do nothing else."""

from celery import shared_task

from projects.services import reminders


@shared_task(name="projects.tick")
def tick() -> None:
    reminders.tick()
