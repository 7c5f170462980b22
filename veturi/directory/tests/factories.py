"""One factory a model; no surprises. Names are fictional, business ids belong to nobody."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from veturi.directory.actions.findable import keep_findable
from veturi.directory.actions.naming import name_folds
from veturi.directory.actions.towns import open_provider
from veturi.directory.models import Grant, Organisation, Partnership, Person, Position, Provider
from veturi.foundation.accounts.models import User
from veturi.foundation.business_id import made_up_business_id


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"user{n}@opisto.invalid")
    password = factory.django.Password("salasana")


class ProviderFactory(DjangoModelFactory):
    class Meta:
        model = Provider

    slug = factory.Sequence(lambda n: f"provider-{n}")
    name = factory.Sequence(lambda n: f"Esimerkkiopisto {n}")

    @classmethod
    def _create(cls, model, *args, **kwargs):
        return open_provider(kwargs["slug"], name=kwargs["name"])


class Folded(DjangoModelFactory):
    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model, *args, **kwargs):
        thing = model(*args, **kwargs)
        name_folds(thing)
        thing.save()
        keep_findable(thing)
        return thing


def rename(thing, name):
    """Another name, as an action would write it."""
    thing.name = name
    name_folds(thing)
    thing.save()
    keep_findable(thing)


class OrganisationFactory(Folded):
    class Meta:
        model = Organisation

    private_to = None
    name = factory.Sequence(lambda n: f"Esimerkkipaja {n} Oy")
    business_id = factory.Sequence(lambda n: made_up_business_id(n % 400_000))
    kind = "company"


class PartnershipFactory(Folded):
    class Meta:
        model = Partnership

    provider = factory.SubFactory(ProviderFactory)
    organisation = factory.SubFactory(
        OrganisationFactory, private_to=factory.SelfAttribute("..provider")
    )
    name = factory.LazyAttribute(lambda row: row.organisation.name)
    since = date(2024, 1, 8)
    is_fictitious = True


class PersonFactory(Folded):
    class Meta:
        model = Person

    provider = factory.SubFactory(ProviderFactory)
    given_name = factory.Iterator(["Otto", "Aune", "Kaisa", "Veikko", "Sirpa"])
    family_name = factory.Sequence(lambda n: f"Esimerkki{n}")


class PositionFactory(DjangoModelFactory):
    class Meta:
        model = Position

    person = factory.SubFactory(PersonFactory, provider=factory.SelfAttribute("..provider"))
    partnership = factory.SubFactory(
        PartnershipFactory, provider=factory.SelfAttribute("..provider")
    )
    role = "contact"


class GrantFactory(DjangoModelFactory):
    class Meta:
        model = Grant

    provider = factory.SelfAttribute("person.provider")
    role = "coordinator"
    since = date(2020, 1, 1)


def staff(provider, given_name, family_name, role, email=None):
    """One of ours, with a role and an account."""
    user = UserFactory(email=email or f"{given_name.lower()}@opisto.invalid")
    person = PersonFactory(
        provider=provider,
        given_name=given_name,
        family_name=family_name,
        is_ours=True,
        user=user,
        email=user.email,
    )
    GrantFactory(person=person, role=role)
    return person
