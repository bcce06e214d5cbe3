"""A list of pupils read in three steps: send it, look at it, import it."""

from flask import Blueprint, Request, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from partnerlink import db
from partnerlink.access import role, signed_in_account
from partnerlink.blueprints.pupils.imports.forms import GONE, ColumnsForm, LinesForm, UploadForm
from partnerlink.blueprints.pupils.own_evening import changeable_evening
from partnerlink.blueprints.pupils.wording import (
    COLUMNS,
    NOTICES,
    column_word,
    file_sentence,
    line_sentence,
)
from partnerlink.domain.account import Audience
from partnerlink.domain.pupil_columns import PupilColumn
from partnerlink.models.evening import Evening
from partnerlink.models.pupil_upload import PupilUpload
from partnerlink.services import pupil_import, pupil_removal, pupil_trial, pupil_uploads
from partnerlink.services.pupil_import import NotReady
from partnerlink.services.pupil_sheet import LIMITS, Sheet
from partnerlink.services.pupil_trial import DryRun
from partnerlink.tables.refusals import FileRefusal

bp = Blueprint("imports", __name__)

LARGEST_REQUEST = 25 * 1024 * 1024
"""A file up to here is answered beside the field; beyond it there is a page that says so."""
ROWS_SHOWN, REFUSED_SHOWN, MISSING_SHOWN = 10, 50, 300


@bp.url_value_preprocessor
def _let_files_in(endpoint: str | None, _values: object) -> None:
    """Take a larger request for a list, from whoever is signed in."""
    if endpoint == "pupils.imports.submit_upload" and current_user.is_authenticated:
        asked: Request = request
        asked.max_content_length = LARGEST_REQUEST
        asked.max_form_memory_size = LIMITS.file_size


def _to_preview(evening: Evening) -> ResponseReturnValue:
    return redirect(url_for("pupils.imports.show_preview", number=evening.id))


def _upload(evening: Evening) -> PupilUpload:
    return pupil_uploads.find_upload(db.session(), evening) or abort(404)


def _try_out(evening: Evening, sheet: Sheet) -> DryRun:
    session = db.session()
    return pupil_trial.try_out(session, evening, sheet.cells(), is_apart=sheet.is_apart)


@bp.get("/")
@role(Audience.SCHOOL)
def show_upload(number: int) -> ResponseReturnValue:
    """Ask for a file or a pasted list."""
    evening, _now = changeable_evening(number)
    upload = pupil_uploads.find_upload(db.session(), evening)
    return render_template(
        "pupils/imports/upload.html", form=UploadForm(), evening=evening, upload=upload
    )


@bp.post("/")
@role(Audience.SCHOOL)
def submit_upload(number: int) -> ResponseReturnValue:
    """Read the list, and show what it says before anything of it counts."""
    evening, now = changeable_evening(number)
    form, by, session = UploadForm(), signed_in_account(), db.session()
    if not form.validate_on_submit():
        return _asked_again(form, evening)
    field = "file" if form.file.data is not None else "text"
    try:
        if form.file.data is not None:
            data, name = form.file.data.read(), form.file.data.filename or ""
            pupil_uploads.keep_file(session, evening, data, name=name, by=by, now=now)
        else:
            pupil_uploads.keep_text(session, evening, form.text.data, by=by, now=now)
    except FileRefusal as refusal:
        form.refuse(field, file_sentence(refusal))
        return _asked_again(form, evening)
    session.commit()
    return _to_preview(evening)


def _asked_again(form: UploadForm, evening: Evening) -> ResponseReturnValue:
    page = render_template("pupils/imports/upload.html", form=form, evening=evening, upload=None)
    return page, 422


@bp.get("/controle")
@role(Audience.SCHOOL)
def show_preview(number: int) -> ResponseReturnValue:
    """Show what an import would do, and which lines must be mended first."""
    evening, _now = changeable_evening(number)
    upload = pupil_uploads.find_upload(db.session(), evening)
    if upload is None:
        return redirect(url_for("pupils.imports.show_upload", number=evening.id))
    sheet = pupil_uploads.sheet_of(upload)
    return _preview(evening, upload, ColumnsForm(data={"is_apart": sheet.is_apart}))


def _preview(evening: Evening, upload: PupilUpload, form: ColumnsForm) -> str:
    sheet = pupil_uploads.sheet_of(upload)
    return render_template(
        "pupils/imports/preview.html",
        evening=evening,
        upload=upload,
        sheet=sheet,
        shown=sheet.rows[:ROWS_SHOWN],
        run=_try_out(evening, sheet),
        form=form,
        lines_form=LinesForm(formdata=None, data={"text": sheet.text}),
        columns=COLUMNS,
        never=PupilColumn.NEVER,
        notices=NOTICES,
        column_word=column_word,
        line_sentence=line_sentence,
        most_refused=REFUSED_SHOWN,
        most_missing=MISSING_SHOWN,
    )


@bp.post("/kolommen")
@role(Audience.SCHOOL)
def submit_columns(number: int) -> ResponseReturnValue:
    """Read the list by the columns that were chosen."""
    evening, _now = changeable_evening(number)
    upload, form = _upload(evening), ColumnsForm()
    sheet = pupil_uploads.sheet_of(upload)
    if not form.validate_on_submit() or not form.read_columns(sheet):
        return _preview(evening, upload, form), 422
    pupil_uploads.map_columns(upload, form.chosen, is_apart=form.is_apart.data)
    db.session().commit()
    return _to_preview(evening)


@bp.post("/regels")
@role(Audience.SCHOOL)
def submit_lines(number: int) -> ResponseReturnValue:
    """Read the pasted list again after it was mended, by the same columns as before."""
    evening, now = changeable_evening(number)
    before, form, session = pupil_uploads.sheet_of(_upload(evening)), LinesForm(), db.session()
    if not form.validate_on_submit():
        flash(_("Plak een lijst."), "bad")
        return _to_preview(evening)
    try:
        pupil_uploads.mend_text(
            session, evening, before, form.text.data, by=signed_in_account(), now=now
        )
    except FileRefusal as refusal:
        session.rollback()
        flash(file_sentence(refusal), "bad")
        return _to_preview(evening)
    session.commit()
    return _to_preview(evening)


@bp.post("/opslaan")
@role(Audience.SCHOOL)
def submit_import(number: int) -> ResponseReturnValue:
    """Import the list as it was shown: all of it, or nothing when a line must be mended."""
    evening, now = changeable_evening(number)
    session = db.session()
    upload = pupil_uploads.lock_upload(session, evening)
    if upload is None:
        return redirect(url_for("pupils.show", number=evening.id))
    sheet = pupil_uploads.sheet_of(upload)
    run = _try_out(evening, sheet)
    try:
        pupil_import.store(session, evening, run, now=now)
    except NotReady:
        session.rollback()
        return _to_preview(evening)
    pupil_uploads.remember_columns(session, evening, sheet)
    session.delete(upload)
    gone = {pupil.code for pupil in run.missing} & set(request.form.getlist(GONE))
    flash(_told(run, pupil_removal.remove(session, evening, gone, now=now)), "good")
    session.commit()
    return redirect(url_for("pupils.show", number=evening.id))


def _told(run: DryRun, gone: int) -> str:
    """Return what an import did, in a few short sentences."""
    added, changed = len(run.added), len(run.changed)
    parts = [
        ngettext("%(num)s leerling erbij.", "%(num)s leerlingen erbij.", added),
        ngettext("%(num)s leerling gewijzigd.", "%(num)s leerlingen gewijzigd.", changed),
        ngettext("%(num)s leerling eruit.", "%(num)s leerlingen eruit.", gone),
    ]
    said = [part for part, number in zip(parts, (added, changed, gone), strict=True) if number]
    return " ".join(said) or _("De lijst is ingelezen. Er is niets veranderd.")


@bp.post("/weg")
@role(Audience.SCHOOL)
def submit_discard(number: int) -> ResponseReturnValue:
    """Throw the list away; the evening stays as it is."""
    evening, _now = changeable_evening(number)
    upload = pupil_uploads.find_upload(db.session(), evening)
    if upload is not None:
        db.session().delete(upload)
    flash(_("De lijst is weg. Er is niets ingelezen."), "good")
    db.session().commit()
    return redirect(url_for("pupils.show", number=evening.id))
