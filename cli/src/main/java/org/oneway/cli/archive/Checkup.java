// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.cli.archive.Remark.Level;
import org.oneway.cli.archive.StrictJson.Wrong;
import org.oneway.engine.pdpa.ArchiveDamaged;
import org.oneway.engine.pdpa.ArchiveFolder;
import org.oneway.engine.pdpa.ArchiveMetadata.Extent;
import org.oneway.engine.pdpa.ArchiveReader;
import org.oneway.engine.pdpa.DataType;
import org.oneway.engine.pdpa.ItemFile;
import org.oneway.engine.pdpa.Listing;
import org.oneway.engine.pdpa.Listing.Listed;

/**
 * Reads every file of an archive once, and says what of it is not as
 * draft-ietf-mailmaint-pdparchive-00 and its schemas want it. In memory are the names of one
 * folder.
 */
public final class Checkup {
  private static final String FOLDER = "folder.json";
  private static final int PART = 1 << 16;

  private final ArchiveReader archive;
  private final Conformance found = new Conformance();
  private final Set<String> collections = new HashSet<>();
  private final ItemRules rules = new ItemRules(found, collections);
  private final boolean isForeign;
  private final Map<String, Set<String>> listed = new HashMap<>();

  private Checkup(ArchiveReader archive) {
    this.archive = archive;
    this.isForeign = archive.metadata().chain().isEmpty();
  }

  /**
   * Checks an archive.
   *
   * @throws IOException if something other than the archive fails
   */
  public static Conformance of(ArchiveReader archive) throws IOException {
    Checkup checkup = new Checkup(archive);
    checkup.mainFiles();
    // In archives of others several folders can share a directory.
    Map<String, DataType> directories = new LinkedHashMap<>();
    archive.folders().forEach(f -> f.paths().forEach((type, path) -> directories.put(path, type)));
    for (Map.Entry<String, DataType> directory : directories.entrySet()) {
      checkup.folderFile(directory.getValue(), directory.getKey());
    }
    for (ArchiveFolder folder : archive.folders()) {
      checkup.folder(folder);
      if (!checkup.isForeign) {
        checkup.unlisted(folder.paths().values());
      }
    }
    if (checkup.isForeign) {
      checkup.unlisted(directories.keySet());
    }
    return checkup.found;
  }

  private void mainFiles() throws IOException {
    Optional<byte[]> current = read("archive.json");
    Optional<byte[]> former = read("index.json");
    if (current.isEmpty()) {
      found.add(Level.ERROR, "archive.json", "is not there; only index.json of the first draft is");
    } else if (former.isPresent() && !Arrays.equals(current.get(), former.get())) {
      found.add(Level.WARNING, "index.json", "says something else than archive.json");
    }
    current.ifPresent(text -> against(Schemas.ARCHIVE, "archive.json", text));
    if (current.isEmpty()) {
      former.ifPresent(text -> against(Schemas.ARCHIVE, "index.json", text));
    }
  }

  private void against(Schemas schema, String place, byte[] text) {
    try {
      ObjectNode json = StrictJson.object(text);
      schema.violations(json).forEach(words -> found.add(Level.ERROR, place, words));
      if (StrictJson.hasLargeNumber(json)) {
        found.add(Level.WARNING, place, "holds an integer beyond 2^53 (RFC 7493, section 2.2)");
      }
    } catch (Wrong e) {
      found.add(Level.ERROR, place, e.reason());
    }
  }

  /** Judges what a directory says of itself, and remembers which collections it describes. */
  private void folderFile(DataType type, String path) throws IOException {
    String place = path + "/" + FOLDER;
    if (archive.file(place).isPresent()) {
      Optional<byte[]> text = read(place);
      text.ifPresent(bytes -> against(Schemas.FOLDER, place, bytes));
      text.ifPresent(this::collection);
    } else {
      found.add(Level.WARNING, place, "is not there; each file of the directory counts as an item");
    }
    if (type.isBytes()) {
      return;
    }
    for (String name : archive.names(path)) {
      // Others call them as they like.
      if (isCollection(name) || (isForeign && name.endsWith(".json") && !name.equals(FOLDER))) {
        collection(path, name);
      }
    }
  }

  private static boolean isCollection(String name) {
    return name.equals("address-book.json") || name.equals("calendar.json");
  }

  private void collection(String path, String name) throws IOException {
    String place = path + "/" + name;
    try {
      ObjectNode json = StrictJson.object(archive.read(place));
      String type = json.path("@type").asText("");
      if (type.equals("AddressBook") || type.equals("Calendar")) {
        read(place).ifPresent(this::collection);
        rules.judgeIdentity(place, json);
        listed.computeIfAbsent(path, directory -> new HashSet<>()).add(name);
      } else if (isCollection(name)) {
        found.add(Level.ERROR, place, "describes no address book or calendar");
      }
    } catch (Wrong | ArchiveDamaged e) {
      if (isCollection(name)) {
        found.add(Level.ERROR, place, String.valueOf(e.getMessage()));
      }
    }
  }

  private void collection(byte[] text) {
    try {
      collections.add(StrictJson.object(text).path("uid").asText(""));
    } catch (Wrong e) {
      // Was told where the file itself was judged.
    }
  }

  private void folder(ArchiveFolder folder) throws IOException {
    Listing listing;
    try {
      listing = archive.listing(folder);
    } catch (ArchiveDamaged e) {
      found.add(Level.DAMAGE, e.place(), e.reason());
      return;
    }
    Set<Object> keys = new HashSet<>();
    for (Listed item : listing.items()) {
      found.item(item.type());
      if (item.key().isPresent() && !keys.add(item.key().get())) {
        found.add(Level.WARNING, item.path(), "has a uid that another item of the folder has");
      }
      for (String path : item.paths()) {
        int slash = path.lastIndexOf('/');
        listed
            .computeIfAbsent(path.substring(0, slash), directory -> new HashSet<>())
            .add(path.substring(slash + 1));
        item(item, path);
      }
    }
    if (archive.metadata().extent() == Extent.FULL && !listing.removed().isEmpty()) {
      found.add(
          Level.WARNING,
          folder.path() + "/" + FOLDER,
          "says that items were removed, though the archive is a full one");
    }
  }

  private void unlisted(Collection<String> paths) throws IOException {
    for (String path : paths) {
      Set<String> names = listed.getOrDefault(path, Set.of());
      Set<String> directories = new HashSet<>(archive.directories(path));
      for (String name : archive.names(path)) {
        boolean isKnown = name.equals(FOLDER) || isCollection(name) || names.contains(name);
        if (!isKnown && !directories.contains(path + "/" + name)) {
          unlisted(path + "/" + name);
        }
      }
      listed.remove(path);
    }
  }

  private void unlisted(String place) throws IOException {
    if (isForeign && place.endsWith(".json")) {
      try {
        StrictJson.object(archive.read(place));
      } catch (Wrong e) {
        found.add(Level.ERROR, place, e.reason());
        return;
      } catch (ArchiveDamaged e) {
        found.add(Level.DAMAGE, e.place(), e.reason());
        return;
      }
    }
    found.add(Level.WARNING, place, "is in no listing, and read by nobody");
  }

  private void item(Listed item, String path) throws IOException {
    if (item.type().isBytes()) {
      bytes(item.type(), path);
      return;
    }
    Optional<byte[]> text = read(path);
    if (text.isEmpty()) {
      return;
    }
    try {
      ItemFile.read(path, text.get(), item.type());
    } catch (ArchiveDamaged e) {
      found.add(Level.DAMAGE, e.place(), e.reason());
      return;
    }
    try {
      rules.judge(item.type(), item.uid(), path, StrictJson.object(text.get()));
    } catch (Wrong e) {
      found.add(Level.ERROR, path, e.reason());
    }
  }

  private Optional<byte[]> read(String path) throws IOException {
    try {
      byte[] text = archive.read(path);
      found.file(text.length);
      return Optional.of(text);
    } catch (NoSuchFileException e) {
      missing(path);
    } catch (ArchiveDamaged e) {
      found.add(Level.DAMAGE, e.place(), e.reason());
    }
    return Optional.empty();
  }

  private void missing(String path) {
    if (!path.equals("archive.json") && !path.equals("index.json")) {
      found.add(Level.DAMAGE, path, "is listed and not there");
    }
  }

  private void bytes(DataType type, String path) throws IOException {
    try (InputStream in = archive.stream(path)) {
      byte[] part = new byte[PART];
      long size = 0;
      for (int read = in.read(part); read >= 0; read = in.read(part)) {
        size += read;
      }
      found.file(size);
      if (size == 0 && type == DataType.MAIL) {
        found.add(Level.WARNING, path, "is an empty message");
      }
    } catch (NoSuchFileException e) {
      missing(path);
    } catch (ArchiveDamaged e) {
      found.add(Level.DAMAGE, e.place(), e.reason());
    }
  }
}
