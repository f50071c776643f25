// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import org.oneway.engine.pdpa.ArchiveFile;
import org.oneway.engine.pdpa.Listing;

/** A mark for the state of a folder's files, made without reading them. */
final class FilesMark {
  /** A file system may give one time to two writes this close together. */
  private static final int YOUNG_SECONDS = 2;

  private FilesMark() {}

  /** Changes when any file does; empty where a file is so young that it might not. */
  static String of(Listing listing, Function<String, Optional<ArchiveFile>> files, Instant now) {
    MessageDigest digest = sha256();
    for (Listing.Listed item : listing.items()) {
      for (String path : item.paths()) {
        Optional<ArchiveFile> file = files.apply(path);
        if (file.filter(f -> isYoung(f, now)).isPresent()) {
          return "";
        }
        String state = file.map(ArchiveFile::time) + " " + file.map(ArchiveFile::size);
        if (file.isPresent() && file.get().checksum().isPresent()) {
          state += " " + file.get().checksum().getAsLong();
        }
        digest.update((item + " " + path + " " + state + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    digest.update(listing.removed().toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  /** Where there is no checksum, another content may have the same size and time. */
  private static boolean isYoung(ArchiveFile file, Instant now) {
    return file.checksum().isEmpty() && file.time().isAfter(now.minusSeconds(YOUNG_SECONDS));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
