"""Pages without built browser assets, and static files as production serves them."""

from django.template import Context, Template

TAG = Template(
    '{% load assets %}{% asset_if_built path as url %}{% if url %}<script src="{{ url }}"></script>{% endif %}'
)


def rendered(path: str) -> str:
    return TAG.render(Context({"path": path})).strip()


def test_a_file_that_is_there_is_linked():
    assert rendered("admin/css/base.css") == '<script src="/static/admin/css/base.css"></script>'


def test_a_page_without_built_assets_has_no_broken_link():
    assert rendered("dist/no-such-file.js") == ""


def test_neither_in_production(settings, tmp_path):
    settings.PRODUCTION = True
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }

    assert rendered("dist/no-such-file.js") == ""
