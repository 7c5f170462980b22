"""What those without an account do behind their link, and a teacher on a phone without a network."""


def sign(screen):
    screen.press("Allekirjoita")
    screen.reads("Olet allekirjoittanut.")


def say_that_it_was_seen(screen):
    screen.press("Olen nähnyt sopimuksen")
    screen.reads("Olet nähnyt sen")


def would_host_again(screen):
    screen.follow("Ottaisitko uudelleen?")
    screen.write({"kyllä": True})
    screen.press("Lähetä")
    screen.reads("Kiitos vastauksesta.")


def visit_without_a_network(page, student, *, found):
    """One opened the page of visits at school; at the workplace there is no network."""
    page.context.set_offline(True)
    page.get_by_role("radio", name=student).tap()
    page.locator(".chip", has_text="jakson aikana").tap()
    page.get_by_text("Havainnot, tarpeet ja seuraava askel").tap()
    page.get_by_label("Havainnot").first.fill(found)
    page.get_by_role("button", name="Tallenna käynti").tap()
    page.get_by_text("Ei verkkoa. Merkintä lähtee, kun yhteys palaa.").wait_for()


def back_in_the_network(page):
    page.context.set_offline(False)
    page.get_by_text("Lähetetty.").wait_for()
