"""What we at the school do with a period, each act as a sentence; on the page where one stands."""

SEEN_TO = (
    "Suunnitelma hyväksytty meillä",
    "Suunnitelma opiskelijan hyväksymä",
    "Suunnitelma työpaikan hyväksymä",
    "Turvallisuusilmoitus annettu",
)
STANDARD = {
    "riittävästi tuotantoa": True,
    "tarvittavat työvälineet": True,
    "pätevä henkilöstö": True,
    "turvallisuusperehdytys": True,
    "miten arvioitiin": "käynti",
}


def open_learning_at(screen, workplace):
    screen.menu("Organisaatiot")
    screen.follow(workplace)
    screen.follow("Oppiminen")


def offer_a_place(screen, first, last, *, instructor, tasks):
    screen.follow("Tarjoa paikkoja")
    screen.write(
        {
            "Paikkoja": "1",
            "Ensimmäinen päivä": first,
            "Viimeinen päivä": last,
            "Ohjaaja": instructor,
            "Mitä siellä tehdään": tasks,
        }
    )
    screen.press("Tallenna")


def fill_the_place(screen, student, **more):
    """The days, the workplace and the instructor come from the offer."""
    screen.follow("Täytä paikka")
    screen.pick("Opiskelija", student)
    screen.write(more)
    screen.press("Ehdota")


def propose(screen, student, workplace, lines):
    """From the page of the student, whose name is there already."""
    screen.menu("Opiskelijat")
    screen.follow(student)
    screen.follow("Uusi jakso")
    screen.pick("Työpaikka", workplace)
    screen.pick("Työpaikkaohjaaja", "Otto Ohjaaja")
    screen.write(lines)
    screen.press("Ehdota")
    screen.press("Työpaikka hyväksyy")


def assess_the_workplace(screen, on):
    mend(screen, "Työpaikan edellytyksiä ei ole arvioitu", {**STANDARD, "Arvioitu": on})


def see_to(screen, on, *, also=()):
    """Plan, safety and what else is told, each with its day."""
    screen.within("Mitä on hoidettu").follow("Muokkaa")
    screen.write(dict.fromkeys((*SEEN_TO, *also), on))
    screen.press("Tallenna")


def mend(screen, finding, lines):
    """Follow what the law’s check leads to, mend it there, and be back."""
    screen.beside(finding).follow("Korjaa")
    screen.write(lines)
    screen.press("Tallenna")


def edit(screen, lines, *, unit=None):
    screen.follow("Muokkaa", exact=True)
    if unit:
        screen.part.get_by_role("group", name="Tutkinnon osat").get_by_label(unit).check()
    screen.write(lines)
    screen.press("Tallenna")


def draw_up(screen, paper, lines):
    """In its row among the agreements; one that was not sent gives way."""
    screen.within("Sopimukset").beside(paper).follow("Laadi")
    screen.write(lines)
    screen.press("Laadi")


def send(screen, lines):
    screen.follow("Lähetä allekirjoitettavaksi")
    screen.write(lines)
    screen.press("Lähetä")


def back_to_the_period(screen, student):
    screen.follow(student)


def sign_for_us(screen, student):
    """The desk says that something waits for one’s own signature, and leads to it."""
    screen.follow("Odottaa allekirjoitustasi")
    screen.within("Odottaa allekirjoitustasi").follow(student)
    screen.make_sure("Allekirjoita puolestamme", "Allekirjoitan")
    screen.reads("Allekirjoitettu puolestamme.")


def add_an_instructor(screen, given_name, family_name, email, *, since):
    """On the page of the workplace, among its contacts."""
    screen.within("Yhteyshenkilöt").follow("Lisää")
    screen.write(
        {
            "Etunimi": given_name,
            "Sukunimi": family_name,
            "Sähköposti": email,
            "Rooli": "työpaikkaohjaaja",
            "Roolissa alkaen": since,
        }
    )
    screen.press("Lisää")


def change_the_instructor(screen, name, *, since):
    screen.follow("Vaihda ohjaaja")
    screen.pick("Uusi työpaikkaohjaaja", name)
    screen.write({"Päivästä": since})
    screen.press("Vaihda")


def interrupt(screen, *, since, reason):
    screen.within("Keskeytykset").follow("Keskeytä")
    screen.write({"Ensimmäinen päivä": since, "Syy": reason})
    screen.press("Keskeytä")


def go_on(screen, *, after):
    screen.within("Keskeytykset").follow("Jatka")
    screen.write({"Keskeytyksen viimeinen päivä": after})
    screen.press("Jatka")


def end(screen):
    screen.follow("Päätä jakso")
    screen.press("Päätä")
