import pytest
from tests.access.addresses import ABOUT_A_PROJECT
from tests.access.routes import names
from tests.access.test_matrix import EXPECTED
from tests.access.world import ROLES
pytestmark = pytest.mark.django_db
def test_print(tour):
    missing = [n for n in names() if n not in {a for a,_ in EXPECTED}]
    with open("/tmp/design/rows.txt","w") as f:
        for n in missing:
            for m in ("GET","POST"):
                cells = tour.by_name(n,m)
                f.write(f"{n:<34} {m:<4} " + " ".join(f"{cells.get(r,'-'):>3}" for r in ROLES) + "\n")
        wrong=[f"{v.place}: {v.cell}" for v in tour.visits if (v.name,v.method) in EXPECTED and v.cell!=EXPECTED[v.name,v.method][v.role]]
        f.write("\n".join(wrong))
