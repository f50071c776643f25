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
import org.oneway.connectors.shared.files.FileNames;
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

  /** Whether the store is one file, or is to be one. */
  boolean isOneFile() {
    boolean isNamedSo =
        String.valueOf(root.getFileName()).toLowerCase(Locale.ROOT).endsWith(ENDING);
    return Files.isRegularFile(root) || (Files.notExists(root) && isNamedSo);
  }

  /** The one folder of such a store. */
  Folder oneFolder() {
    String file = String.valueOf(root.getFileName());
    return Folder.of(new FolderId(file), name(file));
  }

  /**
   * The folder that is to be made under this name; the same each time. Where no file can have the
   * name, the folder's is another.
   */
  Folder toBeMade(String name) throws IOException {
    boolean isThunderbirds = hasThunderbirds();
    List<String> parts =
        Stream.of(name.split("/", -1)).map(FileNames::ofFolder).collect(Collectors.toList());
    String last = parts.remove(parts.size() - 1);
    String path =
        parts.stream()
            .map(part -> part + (isThunderbirds ? BELOW : "") + "/")
            .collect(Collectors.joining());
    String file = path + last + ENDING;
    return Folder.of(new FolderId(file), name(file));
  }

  private boolean hasThunderbirds() throws IOException {
    if (!Files.isDirectory(root)) {
      return false;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root, "*{.sbd,.msf}")) {
      return entries.iterator().hasNext();
    }
  }

  /** The file of a folder, there or not. */
  Path path(FolderId folder) {
    return isOneFile() ? root : root.resolve(folder.value());
  }

  /** The file of a folder; empty where the id is none of ours. */
  Optional<Path> file(FolderId folder) throws IOException {
    if (folders().stream().noneMatch(there -> there.id().equals(folder))) {
      return Optional.empty();
    }
    return Optional.of(Files.isDirectory(root) ? root.resolve(folder.value()) : root);
  }
}
