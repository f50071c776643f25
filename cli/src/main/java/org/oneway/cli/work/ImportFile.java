// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Refusal;
import org.oneway.cli.trouble.Trouble;
import org.oneway.cli.trouble.Troubles;
import org.oneway.engine.pdpa.ArchiveMetadata;
import org.oneway.engine.pdpa.ArchiveReader;
import org.oneway.engine.pdpa.Chain;

/**
 * A file that is imported, recognised by what is in it.
 *
 * @param type of the connector that reads it
 * @param chain the id of the chain that an archive is in
 */
public record ImportFile(Path path, String type, Optional<String> chain) {
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
      if (head.isVcard() || head.isEmpty()) {
        return new ImportFile(path, "vcard", Optional.empty());
      }
      if (head.isPacked()) {
        throw refused(
            path + " is a packed archive.", "Unpack it into a directory, and import that.");
      }
      throw refused(
          path + " holds nothing that can be imported.",
          "Give a file of vCards, a directory of .vcf files, or a directory with a PDPA archive.");
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

  private static ImportFile ofDirectory(Path path) throws IOException {
    if (ArchiveReader.isArchive(path)) {
      ArchiveMetadata metadata = ArchiveReader.open(path).metadata();
      return new ImportFile(path, "pdpa", metadata.chain().map(Chain::id));
    }
    try (Stream<Path> files = Files.walk(path, 2)) {
      if (files.anyMatch(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".vcf"))) {
        return new ImportFile(path, "vcard", Optional.empty());
      }
    }
    throw refused(
        path + " holds neither a PDPA archive nor a .vcf file.",
        "Give a file of vCards, a directory of .vcf files, or a directory with a PDPA archive.");
  }

  private static Refusal refused(String what, String advice) {
    return new Refusal(Trouble.of("E-INPUT", ExitCode.REFUSED, what, advice));
  }
}
