"""Lists that stay quick at a million rows: one page is read and looked beyond, nothing is counted to the end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import SEARCH_VAR, ChangeList
from django.core.paginator import EmptyPage, InvalidPage, Page, PageNotAnInteger, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

COUNTED = 10_000  # rows; a list that goes on is narrowed by a filter, not turned over page by page


class BoundedPaginator(Paginator):
    """Counts up to `COUNTED` rows, and only where the page that was read does not tell the number by itself."""

    @cached_property
    def count(self) -> int:
        return self.object_list.order_by()[:COUNTED].count()

    @property
    def has_more(self) -> bool:
        """Whether there may be more rows than were counted."""
        return self.count >= COUNTED

    def page(self, number: Any) -> Page:
        number = self._whole_number(number)
        first = (number - 1) * self.per_page
        rows = list(self.object_list[first : first + self.per_page + 1])
        if not rows and number > 1:
            raise EmptyPage(f"There is no page {number}.")
        if len(rows) <= self.per_page:
            self.count = first + len(rows)
        return self._get_page(rows[: self.per_page], number, self)

    def _whole_number(self, number: Any) -> int:
        try:
            number = int(number)
        except (TypeError, ValueError) as error:
            raise PageNotAnInteger("A page number is expected.") from error
        if not 1 <= number <= COUNTED // self.per_page + 1:
            raise EmptyPage(f"Pages 1 to {COUNTED // self.per_page + 1} can be shown.")
        return number


class SearchForm(forms.Form):
    """Takes every text: `Guarded.get_search_results` says what is wrong with one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {SEARCH_VAR: forms.Field(required=False)}


class BoundedChangeList(ChangeList):
    search_form_class = SearchForm

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        rows = super().get_queryset(request, exclude_parameters)
        return rows.prefetch_related(*getattr(self.model_admin, "list_prefetch", ()))

    def get_results(self, request: HttpRequest) -> None:
        self.paginator = self.model_admin.get_paginator(request, self.queryset, self.list_per_page)
        try:
            self.result_list = self.paginator.page(self.page_num).object_list
        except InvalidPage as error:
            raise IncorrectLookupParameters(str(error)) from error
        self.result_count = self.paginator.count
        self.multi_page = self.result_count > self.list_per_page
        self.full_result_count, self.show_full_result_count = None, False
        self.show_admin_actions, self.can_show_all = True, False
