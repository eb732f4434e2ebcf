//! A person's data as typed and as read: what `/daftar/data-diri` posts.

use super::Profile;
use crate::account::model::RegionOption;
use crate::account::rules;
use crate::kernel::date::Date;
use crate::kernel::fault::{Code, Fault};
use crate::kernel::person::{Address, FullName, Gender};
use crate::kernel::phone::Phone;
use crate::kernel::region::RegionCode;
use crate::platform::http::actor::Call;
use crate::platform::regions as official;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the registration's last page posts, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
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

/// Reads the personal data. `today` in WIB decides on the age.
///
/// # Errors
/// Every field's fault at once.
pub(super) fn parse(typed: &Typed, today: Date) -> Result<Person, Fault> {
    let mut fault = Fault::of(Code::Invalid);
    let mut refuse = |field: &str, code: &str| {
        fault.fields.insert(field.to_owned(), code.to_owned());
    };
    let name = FullName::parse(&crate::platform::nfc(&typed.nama)).map_err(|error| refuse("nama", error.code())).ok();
    let birth_date = Date::parse(&typed.tanggal_lahir)
        .map_err(|error| error.code())
        .and_then(|date| rules::check_birth_date(date, today).map(|()| date))
        .map_err(|code| refuse("tanggal_lahir", code))
        .ok();
    let gender = Gender::parse(&typed.jenis_kelamin).map_err(|error| refuse("jenis_kelamin", error.code())).ok();
    let address = Address::parse(&crate::platform::nfc(&typed.alamat)).map_err(|error| refuse("alamat", error.code())).ok();
    let district = district(typed).map_err(|(field, code)| refuse(field, code)).ok();
    let phone = Phone::parse(&typed.telepon).map_err(|error| refuse("telepon", error.code())).ok();
    match (name, birth_date, gender, address, district, phone) {
        (Some(name), Some(birth_date), Some(gender), Some(address), Some(district), Some(phone)) if fault.fields.is_empty() => {
            Ok(Person {
                profile: Profile {
                    name: name.as_str().to_owned(),
                    birth_date,
                    gender,
                    address: address.as_str().to_owned(),
                    district: district.to_text(),
                },
                phone,
            })
        }
        _ => Err(fault),
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

/// What was typed, for showing it again.
pub(super) fn fields(typed: &Typed) -> BTreeMap<String, String> {
    [
        ("nama", &typed.nama),
        ("tanggal_lahir", &typed.tanggal_lahir),
        ("jenis_kelamin", &typed.jenis_kelamin),
        ("alamat", &typed.alamat),
        ("provinsi", &typed.provinsi),
        ("kabupaten", &typed.kabupaten),
        ("kecamatan", &typed.kecamatan),
        ("telepon", &typed.telepon),
        ("setuju", &typed.setuju),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(name, value)| (name.to_owned(), value.clone()))
    .collect()
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
