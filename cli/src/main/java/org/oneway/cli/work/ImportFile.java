// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Refusal;
import org.oneway.cli.trouble.Trouble;
import org.oneway.cli.trouble.Troubles;
import org.oneway.engine.item.Kind;
import org.oneway.engine.pdpa.ArchiveDamaged;
import org.oneway.engine.pdpa.ArchiveMetadata;
import org.oneway.engine.pdpa.ArchiveReader;
import org.oneway.engine.pdpa.Chain;
import org.oneway.engine.pdpa.container.Containers;

/**
 * A file that is imported, recognised by what is in it.
 *
 * @param type of the connector that reads it
 * @param archive what an archive says of itself
 */
public record ImportFile(Path path, String type, Optional<ArchiveMetadata> archive) {
  private static final Set<Kind> CALENDAR = Set.of(Kind.EVENT, Kind.TASK, Kind.NOTE);
  private static final Set<String> MAIL = Set.of("maildir", "mbox");
  private static final String WHAT_TO_GIVE =
      "Give a file of vCards, calendars or messages (mbox), a directory of .vcf or of .ics files, a"
          + " Maildir, or a PDPA archive: a directory, a zip file or a compressed tar file.";

  /**
   * Looks into a file or directory.
   *
   * @throws Refusal if it is nothing that can be imported
   */
  public static ImportFile of(Path path) {
    try {
      if (Files.isDirectory(path)) {
        return ofDirectory(path);
      }
      FileHead head = FileHead.of(path);
      if (head.isMbox()) {
        return new ImportFile(path, "mbox", Optional.empty());
      }
      if (head.isVcard() || head.isEmpty()) {
        return new ImportFile(path, "vcard", Optional.empty());
      }
      if (head.isCalendar()) {
        return new ImportFile(path, "icalendar", Optional.empty());
      }
      if (Containers.isContainer(path)) {
        return ofArchive(path);
      }
      throw refused(path + " holds nothing that can be imported.", WHAT_TO_GIVE);
    } catch (ArchiveDamaged e) {
      throw refused(
          "The archive cannot be used: " + e.getMessage() + ".", "Take another copy of it.");
    } catch (NoSuchFileException e) {
      throw refused("There is no " + path + ".", "Look for it:  ls " + path.resolveSibling(""));
    } catch (IOException e) {
      throw new Refusal(
          Trouble.of(
              "E-UNAVAILABLE",
              ExitCode.UNAVAILABLE,
              path + " cannot be read: " + Troubles.fileWords(e) + ".",
              "Make it readable, then run the same command again."),
          e);
    }
  }

  /** The id of the chain that an archive is in. */
  public Optional<String> chain() {
    return archive.flatMap(ArchiveMetadata::chain).map(Chain::id);
  }

  /** The whole names of the folders that an archive says are gone. */
  public Set<String> goneFolders() {
    return archive.map(ArchiveMetadata::removedFolders).orElse(Set.of());
  }

  /**
   * What it brings to a store: of an archive everything that the store takes, of another file what
   * such a file holds.
   *
   * @param taken what stores of the target's type hold
   */
  public Set<Kind> kinds(Set<Kind> taken) {
    if (type.equals("pdpa")) {
      return Set.copyOf(taken);
    }
    if (MAIL.contains(type)) {
      return Set.of(Kind.MESSAGE);
    }
    return type.equals("icalendar") ? CALENDAR : Set.of(Kind.CONTACT);
  }

  /** What its only folder is called at a target that has no folder yet. */
  public String usualFolder() {
    if (MAIL.contains(type)) {
      return "INBOX";
    }
    return type.equals("icalendar") ? "Calendar" : "Contacts";
  }

  private static ImportFile ofDirectory(Path path) throws IOException {
    if (ArchiveReader.holdsArchive(path)) {
      return ofArchive(path);
    }
    if (Files.isDirectory(path.resolve("cur")) && Files.isDirectory(path.resolve("new"))) {
      return new ImportFile(path, "maildir", Optional.empty());
    }
    boolean hasCards = holds(path, ".vcf");
    boolean hasCalendars = holds(path, ".ics");
    if (hasCards && hasCalendars) {
      throw refused(
          path + " holds both .vcf and .ics files.",
          "Move the ones into a directory of their own, and import one after the other.");
    }
    if (hasCards || hasCalendars) {
      return new ImportFile(path, hasCards ? "vcard" : "icalendar", Optional.empty());
    }
    throw refused(path + " holds neither a PDPA archive nor .vcf or .ics files.", WHAT_TO_GIVE);
  }

  private static ImportFile ofArchive(Path path) throws IOException {
    return new ImportFile(path, "pdpa", Optional.of(ArchiveReader.metadataOf(path)));
  }

  private static boolean holds(Path directory, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(directory, 2)) {
      return files.anyMatch(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(ending));
    }
  }

  private static Refusal refused(String what, String advice) {
    return new Refusal(Trouble.of("E-INPUT", ExitCode.REFUSED, what, advice));
  }
}
