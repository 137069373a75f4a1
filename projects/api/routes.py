"""The addresses of opgaver in the API, below /api/v1/."""

from projects.api import consents, exports, invitations, moving, parties, projects
from samskabelse.rest.views import route

ONE = "projects/<slug:slug>/"

routes = [
    route("projects/", projects.ProjectsView),
    route(ONE, projects.ProjectDetailView),
    route(f"{ONE}history/", projects.HistoryView),
    route(f"{ONE}parties/", parties.PartiesView),
    route(f"{ONE}parties/<int:pk>/", parties.DescribeView),
    route(f"{ONE}parties/<int:pk>/leave/", parties.LeaveView),
    route(f"{ONE}invitations/", invitations.InvitationsView),
    route(f"{ONE}invitations/many/", invitations.InviteManyView),
    route(f"{ONE}invitations/<int:pk>/send-again/", invitations.SendAgainView),
    route(f"{ONE}invitations/<int:pk>/cancel/", invitations.CancelInvitationView),
    route(f"{ONE}invitations/<int:pk>/answer/", invitations.AnswerView),
    route("me/invitations/", invitations.MyInvitationsView),
    route(f"{ONE}rounds/", consents.RoundsView),
    route(f"{ONE}rounds/<int:pk>/withdraw/", consents.WithdrawRoundView),
    route(f"{ONE}consents/<int:pk>/", consents.GiveConsentView),
    route(f"{ONE}consents/<int:pk>/pass-over/", consents.PassOverView),
    route(f"{ONE}advance/", moving.AdvanceView),
    route(f"{ONE}override/", moving.OverrideView),
    route(f"{ONE}reopen/", moving.ReopenView),
    route(f"{ONE}closing/", moving.ClosingView),
    route("exports/projects.csv", exports.ProjectsCsvView),
    route("exports/projects.json", exports.ProjectsJsonView),
    route("exports/projects/<slug:slug>.csv", exports.ProjectCsvView),
    route("exports/projects/<slug:slug>.json", exports.ProjectJsonView),
]
