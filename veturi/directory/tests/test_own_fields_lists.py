"""The lists of partners and persons with the school's own fields: shown, ordered, narrowed, exported."""

import io
from datetime import date
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from veturi.directory.actions import merging
from veturi.directory.actions import own_fields as actions
from veturi.directory.actions.own_values import give_own, give_own_many
from veturi.directory.models import Thing
from veturi.directory.own_fields import own_of
from veturi.directory.rules.own_fields import Picks
from veturi.directory.tests.factories import PartnershipFactory, PersonFactory
from veturi.foundation.words import Words

pytestmark = pytest.mark.django_db
PARTNERS, PEOPLE = "directory:partners", "directory:people"
