//! Reads `assets/text`, refuses sentences that are missing or differ in their
//! placeholders between the languages, and writes the typed Rust that `kenal::text` includes.
//!
//! Spells trade profiles, themes and messages as JSON: reading their TOML took a tenth of a start.

#[path = "build/catalogue.rs"]
mod catalogue;

use std::{env, error::Error, fs, path::Path, process::exit};

fn main() {
    println!("cargo::rerun-if-changed=assets/text");
    println!("cargo::rerun-if-changed=build/catalogue.rs");
    for kind in ["trades", "themes", "messages"] {
        println!("cargo::rerun-if-changed=assets/{kind}");
        if let Err(mistake) = as_json(kind) {
            println!("cargo::error=assets/{kind}: {mistake}");
            exit(1);
        }
    }
    if let Err(mistakes) = write_text() {
        for mistake in mistakes {
            println!("cargo::error=assets/text: {mistake}");
        }
        exit(1);
    }
}

fn write_text() -> Result<(), Vec<String>> {
    let sentences = catalogue::join(
        &catalogue::read(&language_files("en")?)?,
        &catalogue::read(&language_files("id")?)?,
    )?;
    let out = env::var_os("OUT_DIR").ok_or_else(|| vec!["OUT_DIR is not set".to_owned()])?;
    fs::write(Path::new(&out).join("say.rs"), catalogue::rust(&sentences))
        .map_err(|error| vec![error.to_string()])
}

fn as_json(kind: &str) -> Result<(), Box<dyn Error>> {
    let out = Path::new(&env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?).join(kind);
    fs::create_dir_all(&out)?;
    for entry in fs::read_dir(Path::new("assets").join(kind))? {
        let path = entry?.path();
        let name = path.file_stem().ok_or("a file without a name")?;
        let table: toml::Table = fs::read_to_string(&path)?.parse()?;
        let target = out.join(name).with_extension("json");
        fs::write(target, serde_json::to_string(&table)?)?;
    }
    Ok(())
}

/// The files of one language as (area, content), in order of their names.
fn language_files(language: &str) -> Result<Vec<(String, String)>, Vec<String>> {
    let folder = Path::new("assets/text").join(language);
    let one = |error: std::io::Error| vec![format!("{}: {error}", folder.display())];
    let mut files = Vec::new();
    for entry in fs::read_dir(&folder).map_err(one)? {
        let path = entry.map_err(one)?.path();
        let Some(area) = path.file_stem().and_then(|stem| stem.to_str()) else {
            continue;
        };
        if path.extension().is_some_and(|ending| ending == "toml") {
            let content = fs::read_to_string(&path).map_err(one)?;
            files.push((area.to_owned(), content));
        }
    }
    files.sort();
    Ok(files)
}
