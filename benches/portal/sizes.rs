//! What travels to a browser: the release's files, the pages, and all that a first visit fetches.

use crate::load::{Failure, bytes_of};
use crate::portal::{Portal, Release};
use crate::table::Table;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The pages whose first visit is added up, with the room whose code they hydrate with (`src/app/routes.rs`).
const VISITS: &[(&str, Option<&str>)] = &[("/", None), ("/masuk", Some("entry"))];

/// The release's files by name, pages as they are served, and first visits.
pub async fn measure(portal: &Portal, table: &mut Table) -> Result<(), Failure> {
    let bundle = portal.release.bundle();
    let mut names = names_in(&bundle)?;
    // The main module first, then its pieces.
    names.sort_by_key(|name| (name != "prakerja.wasm", !name.ends_with(".wasm")));
    for name in names.iter().filter(|name| [".wasm", ".js", ".css"].iter().any(|end| name.ends_with(end))) {
        file(table, &bundle.join(name), name)?;
    }
    let assets = portal.release.site.join("aset");
    for name in names_in(&assets)?.iter().filter(|name| [".woff2", ".svg"].iter().any(|end| name.ends_with(end))) {
        file(table, &assets.join(name), name)?;
    }
    for (page, _) in VISITS {
        let plain = body(&bytes_of(portal.addr, page, "identity").await?).len();
        let brotli = body(&bytes_of(portal.addr, page, "br").await?).len();
        table.size(format!("HTML of {page}"), plain, Some(brotli));
    }
    for (page, room) in VISITS {
        visit(portal, table, page, *room).await?;
    }
    Ok(())
}

fn names_in(folder: &Path) -> Result<Vec<String>, Failure> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut names: Vec<String> =
        entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect::<Result<_, Failure>>()?;
    names.sort();
    Ok(names)
}

fn file(table: &mut Table, path: &Path, name: &str) -> Result<(), Failure> {
    let brotli = path.with_file_name(format!("{name}.br"));
    let brotli = if brotli.exists() { Some(fs::read(brotli)?.len()) } else { None };
    table.size(name, fs::read(path)?.len(), brotli);
    Ok(())
}

/// What follows the headers.
fn body(answer: &[u8]) -> &[u8] {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").map_or(answer.len(), |at| at + 4);
    &answer[end..]
}

/// Adds up what a browser fetches that was never here: the page, what its HTML names, and the code to hydrate it with. Each answer is
/// asked for with brotli on a connection of its own, and counted as it comes off the wire, headers included.
async fn visit(portal: &Portal, table: &mut Table, page: &str, room: Option<&str>) -> Result<(), Failure> {
    let html = bytes_of(portal.addr, page, "identity").await?;
    let mut named = linked(&String::from_utf8_lossy(body(&html)));
    named.insert(page.to_owned());
    let reading = fetched(portal, &named).await?;
    table.size(format!("first visit to {page}, to read: {} answers", named.len()), reading, None);
    if let Some(room) = room {
        let code = code(&portal.release, room)?;
        let all = reading + fetched(portal, &code).await?;
        table.size(format!("first visit to {page}, all: {} answers", named.len() + code.len()), all, None);
    }
    Ok(())
}

async fn fetched(portal: &Portal, paths: &BTreeSet<String>) -> Result<usize, Failure> {
    let mut sum = 0;
    for path in paths {
        sum += bytes_of(portal.addr, path, "br").await?.len();
    }
    Ok(sum)
}

/// The addresses that a browser fetches by itself because the page names them: stylesheet, preloaded font, icon, scripts, pictures.
fn linked(html: &str) -> BTreeSet<String> {
    let addresses = html.split('<').skip(1).filter_map(|tag| address(tag.split('>').next()?));
    // The piece of a sprite comes with the whole.
    addresses.filter_map(|address| address.split('#').next()).filter(|path| path.starts_with('/')).map(str::to_owned).collect()
}

fn address(tag: &str) -> Option<&str> {
    match tag.split([' ', '/']).next()? {
        "link" if ["stylesheet", "preload", "icon"].contains(&attribute(tag, "rel")?) => attribute(tag, "href"),
        "use" => attribute(tag, "href"),
        "script" | "img" => attribute(tag, "src"),
        _ => None,
    }
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()
}

/// The glue, what it imports, the main module, and the pieces that the split's manifest names for the room.
fn code(release: &Release, room: &str) -> Result<BTreeSet<String>, Failure> {
    let bundle = release.bundle();
    let glue = fs::read_to_string(bundle.join("prakerja.js"))?;
    let imported = names_in(&bundle)?.into_iter().filter(|name| name.ends_with(".js") && glue.contains(&format!("./{name}")));
    let manifest: BTreeMap<String, Vec<String>> = serde_json::from_slice(&fs::read(bundle.join("__wasm_split_manifest.json"))?)?;
    let pieces = manifest
        .iter()
        .find(|(name, _)| name.starts_with(&format!("__{room}_view_")))
        .map(|(_, pieces)| pieces)
        .ok_or_else(|| format!("the manifest has no room `{room}`: it has {:?}", manifest.keys()))?;
    let own = ["prakerja.js", "prakerja.wasm"].map(str::to_owned);
    let names = own.into_iter().chain(imported).chain(pieces.iter().map(|piece| format!("{piece}.wasm")));
    Ok(names.map(|name| format!("/pkg/{}/{name}", release.name)).collect())
}
