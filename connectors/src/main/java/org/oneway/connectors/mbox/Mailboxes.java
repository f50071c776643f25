// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;

/**
 * Which files are mailboxes: the one that is named, or in a directory those that end with {@code
 * .mbox} or begin as an mbox does. What lies in {@code Inbox.sbd} is below the folder of {@code
 * Inbox}, as Thunderbird keeps it.
 */
record Mailboxes(Path root) {
  private static final String ENDING = ".mbox";
  private static final String BELOW = ".sbd";
  private static final int DEEPEST = 32;

  /** The folders there are, by the names of their files. */
  List<Folder> folders() throws IOException {
    if (!Files.isDirectory(root)) {
      String file = String.valueOf(root.getFileName());
      return List.of(Folder.of(new FolderId(file), name(file)));
    }
    Set<String> files = new TreeSet<>();
    collect(root, "", files, 0);
    List<Folder> folders = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String file : files) {
      String name = name(file);
      folders.add(Folder.of(new FolderId(file), names.add(name) ? name : file));
    }
    return folders;
  }

  private static void collect(Path directory, String prefix, Set<String> files, int depth)
      throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (name.startsWith(".")) {
          continue;
        }
        boolean isDirectory = Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
        if (isDirectory && depth < DEEPEST) {
          collect(entry, prefix + name + "/", files, depth + 1);
        } else if (!isDirectory && isMailbox(entry, name)) {
          files.add(prefix + name);
        }
      }
    }
  }

  private static boolean isMailbox(Path file, String name) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    if (name.toLowerCase(Locale.ROOT).endsWith(ENDING)) {
      return true;
    }
    // An index that Thunderbird keeps beside a mailbox tells an empty one too.
    if (Files.exists(file.resolveSibling(name + ".msf"))) {
      return true;
    }
    if (!Files.isReadable(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      String start =
          new String(in.readNBytes(FromLine.LONGEST), StandardCharsets.ISO_8859_1)
              .lines()
              .findFirst()
              .orElse("");
      return FromLine.arrival(start).isPresent();
    }
  }

  private static String name(String file) {
    return Stream.of(file.split("/", -1))
        .map(part -> without(ENDING, without(BELOW, part)))
        .collect(Collectors.joining("/"));
  }

  private static String without(String ending, String part) {
    boolean hasEnding =
        part.length() > ending.length() && part.toLowerCase(Locale.ROOT).endsWith(ending);
    return hasEnding ? part.substring(0, part.length() - ending.length()) : part;
  }

  /** The file of a folder; empty where the id is none of ours. */
  Optional<Path> file(FolderId folder) throws IOException {
    if (folders().stream().noneMatch(there -> there.id().equals(folder))) {
      return Optional.empty();
    }
    return Optional.of(Files.isDirectory(root) ? root.resolve(folder.value()) : root);
  }
}
