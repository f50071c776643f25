// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oneway.engine.pdpa.FolderFile.Entry;

/** What a folder lists, one line for each item, on disk until the folder is complete. */
final class ListingLog {
  private static final ObjectMapper LINES = new ObjectMapper();

  /** In characters; there may be many folders. */
  private static final int MAX_WAITING = 2_048;

  private final Path file;
  private final StringBuilder waiting = new StringBuilder();

  ListingLog(Path file) {
    this.file = file;
  }

  void item(String uid, String fileName, String about) throws IOException {
    append(uid, fileName, about);
  }

  void removed(String uid) throws IOException {
    append(uid);
  }

  private void append(String... words) throws IOException {
    waiting.append(LINES.writeValueAsString(words)).append('\n');
    if (waiting.length() > MAX_WAITING) {
      flush();
    }
  }

  private void flush() throws IOException {
    Files.writeString(file, waiting, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    waiting.setLength(0);
  }

  /** The folder's file with everything that was listed. */
  FolderFile into(FolderFile folder) throws IOException {
    List<Entry> entries = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    flush();
    if (Files.exists(file)) {
      try (BufferedReader lines = Files.newBufferedReader(file)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          JsonNode words = LINES.readTree(line);
          String uid = words.path(0).asText();
          if (words.size() == 1) {
            removed.add(uid);
          } else {
            entries.add(
                new Entry(Optional.of(uid), words.path(1).asText(), words.path(2).asText()));
          }
        }
      }
    }
    return folder.listing(entries, removed);
  }
}
