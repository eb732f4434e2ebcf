//! A person's data as typed and as read: what `/daftar/data-diri` posts.

use super::Profile;
use crate::account::model::RegionOption;
use crate::account::rules;
use crate::kernel::date::Date;
use crate::kernel::fault::{Code, Fault};
use crate::kernel::person::{Address, FullName, Gender};
use crate::kernel::phone::Phone;
use crate::kernel::region::RegionCode;
use crate::platform::crypt;
use crate::platform::http::actor::Call;
use crate::platform::regions as official;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What the registration's last page posts, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// Never kept: in the next browser it has to be known again.
    #[serde(skip)]
    pub nik: String,
    pub nama: String,
    pub tanggal_lahir: String,
    pub jenis_kelamin: String,
    pub alamat: String,
    pub provinsi: String,
    pub kabupaten: String,
    pub kecamatan: String,
    pub telepon: String,
    /// Never kept.
    #[serde(skip)]
    pub password: String,
    pub setuju: String,
}

/// [`Typed`] after parsing.
#[derive(Debug)]
pub(super) struct Person {
    pub profile: Profile,
    pub phone: Phone,
}

/// What the population registry is asked about.
#[derive(Debug)]
pub(super) struct Civil {
    pub name: FullName,
    pub birth_date: Date,
    pub gender: Gender,
}

/// Reads the personal data. `today` in WIB decides on the age.
///
/// # Errors
/// Every field's fault at once.
pub(super) fn parse(typed: &Typed, today: Date) -> Result<Person, Fault> {
    let phone = Phone::parse(&typed.telepon).map_err(|error| Fault::invalid("telepon", error.code()));
    match (civil(typed, today), residence(typed), phone) {
        (Ok(Civil { name, birth_date, gender }), Ok((address, district)), Ok(phone)) => {
            Ok(Person { profile: Profile::new(name.as_str().to_owned(), birth_date, gender, address, district), phone })
        }
        (civil, residence, phone) => {
            let faults = [civil.err(), residence.err(), phone.err()].into_iter().flatten();
            Err(faults.fold(Fault::of(Code::Invalid), Fault::merge))
        }
    }
}

/// Reads name, birth date and gender.
///
/// # Errors
/// Every field's fault at once.
pub(super) fn civil(typed: &Typed, today: Date) -> Result<Civil, Fault> {
    let name = FullName::parse(&crate::platform::nfc(&typed.nama)).map_err(|error| Fault::invalid("nama", error.code()));
    let birth_date = Date::parse(&typed.tanggal_lahir)
        .map_err(|error| error.code())
        .and_then(|date| rules::check_birth_date(date, today).map(|()| date))
        .map_err(|code| Fault::invalid("tanggal_lahir", code));
    let gender = Gender::parse(&typed.jenis_kelamin).map_err(|error| Fault::invalid("jenis_kelamin", error.code()));
    match (name, birth_date, gender) {
        (Ok(name), Ok(birth_date), Ok(gender)) => Ok(Civil { name, birth_date, gender }),
        (name, birth_date, gender) => {
            let faults = [name.err(), birth_date.err(), gender.err()].into_iter().flatten();
            Err(faults.fold(Fault::of(Code::Invalid), Fault::merge))
        }
    }
}

/// Reads the address and the dotted code of its district.
///
/// # Errors
/// Every field's fault at once.
pub(super) fn residence(typed: &Typed) -> Result<(String, String), Fault> {
    let address = Address::parse(&crate::platform::nfc(&typed.alamat)).map_err(|error| Fault::invalid("alamat", error.code()));
    let district = district(typed).map_err(|(field, code)| Fault::invalid(field, code));
    match (address, district) {
        (Ok(address), Ok(district)) => Ok((address.as_str().to_owned(), district.to_text())),
        (address, district) => {
            let faults = [address.err(), district.err()].into_iter().flatten();
            Err(faults.fold(Fault::of(Code::Invalid), Fault::merge))
        }
    }
}

/// The district, if all three codes are there and belong together.
fn district(typed: &Typed) -> Result<RegionCode, (&'static str, &'static str)> {
    let read = |field: &'static str, text: &str| {
        if text.trim().is_empty() {
            return Err((field, "required"));
        }
        RegionCode::parse(text).map_err(|_| (field, "unknown"))
    };
    let province = read("provinsi", &typed.provinsi)?;
    let regency = read("kabupaten", &typed.kabupaten)?;
    let district = read("kecamatan", &typed.kecamatan)?;
    official::resolve(province, regency, district).map(|_| district).ok_or(("kecamatan", "unknown"))
}

/// The same day so many years ago; of a leap day the one before.
pub(super) fn years_before(today: Date, years: u16) -> Date {
    let year = today.year().saturating_sub(years);
    Date::new(year, today.month(), today.day()).or_else(|| Date::new(year, 2, 28)).unwrap_or(today)
}

/// A regency of another province, or a district of another regency, is left over from an earlier choice.
pub(super) fn drop_orphans(typed: &mut Typed) {
    let is_child = |child: &str, parent: &str| {
        let parent = RegionCode::parse(parent).ok();
        RegionCode::parse(child).ok().is_some_and(|child| child.parent() == parent)
    };
    if !is_child(&typed.kabupaten, &typed.provinsi) {
        typed.kabupaten.clear();
    }
    if !is_child(&typed.kecamatan, &typed.kabupaten) {
        typed.kecamatan.clear();
    }
}

impl Typed {
    /// What may be shown again, by the name of its field.
    fn shown(&mut self) -> [(&'static str, &mut String); 10] {
        [
            ("nik", &mut self.nik),
            ("nama", &mut self.nama),
            ("tanggal_lahir", &mut self.tanggal_lahir),
            ("jenis_kelamin", &mut self.jenis_kelamin),
            ("alamat", &mut self.alamat),
            ("provinsi", &mut self.provinsi),
            ("kabupaten", &mut self.kabupaten),
            ("kecamatan", &mut self.kecamatan),
            ("telepon", &mut self.telepon),
            ("setuju", &mut self.setuju),
        ]
    }
}

/// What was typed, for showing it again.
pub(super) fn fields(typed: &Typed) -> BTreeMap<String, String> {
    let mut typed = typed.clone();
    let shown = typed.shown().into_iter().filter(|(_, value)| !value.is_empty());
    shown.map(|(name, value)| (name.to_owned(), std::mem::take(value))).collect()
}

/// Lays the form that was sent last over what was kept of the ones before; of a value that had no room in the cookie the kept one stays.
pub(super) fn lay_over(kept: &mut Typed, last: &BTreeMap<String, String>) {
    if last.is_empty() {
        return;
    }
    // A box that is left open is not sent at all.
    kept.setuju.clear();
    for (name, value) in kept.shown() {
        if let Some(typed) = last.get(name) {
            value.clone_from(typed);
        }
    }
    drop_orphans(kept);
}

fn options(regions: impl Iterator<Item = official::Region>) -> Vec<RegionOption> {
    regions.map(|(code, name)| (code.to_text(), name.to_owned())).collect()
}

/// The provinces to choose from.
pub(super) fn provinces() -> Vec<RegionOption> {
    options(official::provinces())
}

/// The regions below a region; none below what is no region.
pub(super) fn children(parent: &str) -> Vec<RegionOption> {
    RegionCode::parse(parent).map(|code| options(official::children(code))).unwrap_or_default()
}

/// The regencies of a province or the districts of a regency.
pub fn regions(_call: &Call, parent: &str) -> Result<Vec<RegionOption>, Fault> {
    let code = RegionCode::parse(parent).map_err(|error| Fault::invalid("parent", error.code()))?;
    Ok(options(official::children(code)))
}

/// Names of district, regency and province, in this order; the code itself if it is none of the list's any more.
pub(super) fn place(district: &str) -> String {
    let names = RegionCode::parse(district).ok().and_then(|district| {
        let regency = district.parent()?;
        official::resolve(regency.parent()?, regency, district)
    });
    names.map_or_else(|| district.to_owned(), |names| format!("{}, {}, {}", names.district, names.regency, names.province))
}

/// Stands for the values that were sent to the registry about somebody; equal when they are posted again unchanged.
pub(super) fn fingerprint(call: &Call, subject: Uuid, name: &FullName, birth_date: Date, gender: Gender) -> String {
    let name = name.normalised();
    let parts = [subject.as_bytes().as_slice(), name.as_bytes(), &birth_date.epoch_days().to_le_bytes(), gender.code().as_bytes()];
    crypt::hex(&call.ctx.keys.digest("registry-values", &parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_sent_last_stands_above_what_was_kept_and_a_box_left_open_stays_open() {
        let text = str::to_owned;
        let kept = Typed {
            nama: text("Dewi"),
            alamat: text("Jalan Anggrek 5"),
            provinsi: text("32"),
            kabupaten: text("32.73"),
            kecamatan: text("32.73.01"),
            setuju: text("on"),
            ..Typed::default()
        };
        let over = |last: &[(&str, &str)]| {
            let mut typed = kept.clone();
            lay_over(&mut typed, &last.iter().map(|(name, value)| (text(name), text(value))).collect());
            typed
        };
        assert_eq!(over(&[]), kept, "nothing was sent");
        let last = over(&[("nama", ""), ("provinsi", "33"), ("password", "x")]);
        assert_eq!((last.nama.as_str(), last.alamat.as_str(), last.setuju.as_str()), ("", "Jalan Anggrek 5", ""));
        assert_eq!((last.provinsi.as_str(), last.kabupaten.as_str(), last.kecamatan.as_str()), ("33", "", ""));
        assert_eq!(last.password, "", "what is never shown is never taken");
        assert_eq!(over(&[("nama", "Dewi"), ("setuju", "on")]).setuju, "on");
    }
}
