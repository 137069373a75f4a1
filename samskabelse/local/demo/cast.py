"""The people and organisations of Nordager. All of them are invented.

Addresses end in `.example` (RFC 2606), so that no mail to them can arrive anywhere.
"""

from dataclasses import dataclass

from participants.enums import OrganisationKind, PersonKind

STAFF, OFFICIAL, POLITICIAN = PersonKind.STAFF, PersonKind.OFFICIAL, PersonKind.POLITICIAN
TOWN = "nordager.example"
OTHERS = "postkasse.example"


@dataclass(frozen=True)
class PersonSpec:
    key: str
    name: str
    kind: PersonKind = PersonKind.CITIZEN
    title: str = ""
    phone: str = ""
    is_known: bool = True  # a moderator has seen an opgave from them before

    @property
    def email(self) -> str:
        return f"{self.key}@{OTHERS if self.kind == PersonKind.CITIZEN else TOWN}"


PEOPLE = (
    PersonSpec("sanne", "Sanne Krogh", STAFF, "Administrator, Borgerservice", "00 00 00 10"),
    PersonSpec("ditte", "Ditte Holm", STAFF, "Fritidskonsulent", "00 00 00 11"),
    PersonSpec("mette", "Mette Lindgaard", STAFF, "Konsulent, Børn og Unge", "00 00 00 12"),
    PersonSpec("henrik", "Henrik Toft", STAFF, "Trafikplanlægger, Vejafdelingen", "00 00 00 13"),
    PersonSpec("rikke", "Rikke Thomsen", STAFF, "Pædagog, Børnehuset Solsikken", "00 00 00 14"),
    PersonSpec("peter", "Peter Vang", STAFF, "Planlægger, Beredskabet", "00 00 00 15"),
    PersonSpec("soeren", "Søren Kjær", STAFF, "Bibliotekar", "00 00 00 16"),
    PersonSpec("ulla", "Ulla Brandt", OFFICIAL, "Beredskabschef", "00 00 00 17"),
    PersonSpec(
        "bodil", "Bodil Aaen", POLITICIAN, "Formand for Børne- og Kulturudvalget", "00 00 00 18"
    ),
    PersonSpec("torben", "Torben Dahl", POLITICIAN, "Medlem af kommunalbestyrelsen", "00 00 00 19"),
    PersonSpec("karsten", "Karsten Ravn", POLITICIAN, "Medlem af kommunalbestyrelsen"),
    PersonSpec("amina", "Amina Farah"),
    PersonSpec("joergen", "Jørgen Bæk"),
    PersonSpec("lone", "Lone Kristoffersen", phone="00 00 00 21"),
    PersonSpec("kurt", "Kurt Mølgaard", phone="00 00 00 22"),
    PersonSpec("birthe", "Birthe Nygaard"),
    PersonSpec("anders", "Anders Holmgaard", phone="00 00 00 23"),
    PersonSpec("freja", "Freja Lund"),
    PersonSpec("hamza", "Hamza Aydin"),
    PersonSpec("grethe", "Grethe Skov"),
    PersonSpec("ole", "Ole Rasmussen"),
    PersonSpec("layla", "Layla Hassan"),
    PersonSpec("karen", "Karen Bruun"),
    PersonSpec("viggo", "Viggo Steen"),
    PersonSpec("maja", "Maja Friis"),
    PersonSpec("aya", "Aya Nasser"),
    PersonSpec("nikolaj", "Nikolaj Frost", is_known=False),
)


@dataclass(frozen=True)
class OrganisationSpec:
    key: str
    name: str
    kind: OrganisationKind
    speaker: str  # key of who speaks for it and may commit it
    description: str = ""
    can: str = ""
    seeks: str = ""
    is_verified: bool = True


DEPARTMENT = OrganisationKind.MUNICIPALITY
ASSOCIATION = OrganisationKind.ASSOCIATION
GROUP = OrganisationKind.CITIZEN_GROUP
COMPANY = OrganisationKind.COMPANY

ORGANISATIONS = (
    OrganisationSpec(
        "vej", "Vejafdelingen", DEPARTMENT, "henrik",
        "Veje, stier, kryds og skilte i Nordager Kommune.",
        "Trafiktællinger, tegninger og en entreprenør på rammeaftale.",
        "Folk, der bruger vejene hver dag og kan fortælle, hvad tallene ikke viser.",
    ),
    OrganisationSpec(
        "boern", "Børn og Unge", DEPARTMENT, "rikke",
        "Daginstitutioner, skoler og ungdomsskole.",
        "Pædagoger, lærere og lokaler efter lukketid.",
        "Forældre og unge, der vil være med fra begyndelsen.",
    ),
    OrganisationSpec(
        "beredskab", "Beredskabet", DEPARTMENT, "ulla",
        "Brand, redning og stormflod.",
        "Pumper, materiel og øvelser.",
        "Lokalt kendskab og hænder, der kan være fremme på en time.",
    ),
    OrganisationSpec(
        "fritid", "Fritidsafdelingen", DEPARTMENT, "ditte",
        "Haller, foreninger og fritidsliv.",
        "Haller, nøgler og små tilskud.",
        "Foreninger, der vil lukke nye grupper ind.",
    ),
    OrganisationSpec(
        "bibliotek", "Nordager Bibliotek", DEPARTMENT, "soeren",
        "Bøger på 14 sprog og et stort rum med kaffe.",
        "Bøger, lokaler og oplæsere.",
    ),
    OrganisationSpec(
        "if", "Nordager Idrætsforening", ASSOCIATION, "lone",
        "Fodbold, håndbold og gymnastik for 1.100 medlemmer.",
        "Trænere, der kender de unge, og en nøgle til hallen.",
        "Voksne, der vil tage en fredag aften om måneden.",
    ),
    OrganisationSpec(
        "dige", "Digelaget Skelnæs", ASSOCIATION, "kurt",
        "Passer diget langs Skelnæs Strand.",
        "Viden om vandet og 80 frivillige på en liste.",
        "En fast kontakt i kommunen, også om natten.",
    ),
    OrganisationSpec(
        "grundejer", "Grundejerforeningen Strandengen", ASSOCIATION, "birthe",
        "212 husstande bag diget.",
    ),
    OrganisationSpec(
        "bolig", "Boligforeningen Havrevænget", ASSOCIATION, "grethe",
        "340 lejemål og et beboerhus.",
        "Beboerhuset er ledigt om eftermiddagen.",
    ),
    OrganisationSpec("tolk", "Tolkekorpset Nordager", ASSOCIATION, "layla", is_verified=False),
    OrganisationSpec("elev", "Elevrådet på Nordager Skole", GROUP, "freja", is_verified=False),
    OrganisationSpec("kiosk", "Kiosken på Torvet", COMPANY, "hamza"),
    OrganisationSpec("entrep", "Holmgaard & Datter, entreprenører", COMPANY, "anders"),
    OrganisationSpec("tryk", "Nordager Trykkeri", COMPANY, "ole", is_verified=False),
)  # fmt: skip
