// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.maildir;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Reference;

/**
 * Where folders lie below the directory of a store: the inbox in that directory itself, the others
 * as {@code .Work.2026} (Maildir++) or as {@code Work/2026}; both are read side by side.
 *
 * @param isMadeOfDirectories which of the two a new folder becomes
 */
record Layout(Path root, boolean isMadeOfDirectories) {
  static final FolderId INBOX = new FolderId(".");

  private static final String INBOX_NAME = "INBOX";
  private static final int LONGEST = 200;
  private static final int HASH = 18;
  private static final int DEEPEST = 32;
  private static final Set<String> OWN = Set.of("cur", "new", "tmp");

  /** The folders there are, the inbox first, the others by name. */
  List<Folder> folders() throws IOException {
    List<Folder> folders = new ArrayList<>();
    if (isFolder(root)) {
      folders.add(inbox());
    }
    Set<String> found = new TreeSet<>();
    collect(root, "", new HashSet<>(Set.of(root.toRealPath())), found, 0);
    Set<String> names = new HashSet<>(Set.of(INBOX_NAME));
    for (String path : found) {
      String name = name(path);
      // Two spellings of one name are two folders.
      folders.add(Folder.of(new FolderId(path), names.add(name) ? name : name + " (" + path + ")"));
    }
    return folders;
  }

  private static Folder inbox() {
    return new Folder(
        INBOX,
        INBOX_NAME,
        Optional.of("inbox"),
        Optional.empty(),
        OptionalLong.empty(),
        Optional.empty());
  }

  private void collect(Path directory, String prefix, Set<Path> seen, Set<String> found, int depth)
      throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        boolean isDotted = name.startsWith(".");
        boolean mayBe = isDotted ? prefix.isEmpty() && name.length() > 1 : !OWN.contains(name);
        // A link may lead back to where it lies.
        if (mayBe && Files.isDirectory(entry) && seen.add(entry.toRealPath()) && depth < DEEPEST) {
          if (isFolder(entry)) {
            found.add(prefix + name);
          }
          if (!isDotted) {
            collect(entry, prefix + name + "/", seen, found, depth + 1);
          }
        }
      }
    }
  }

  static boolean isFolder(Path directory) {
    return Files.isDirectory(directory.resolve("cur"));
  }

  private static String name(String path) {
    String separator = path.startsWith(".") ? "\\." : "/";
    String relative = path.startsWith(".") ? path.substring(1) : path;
    return Stream.of(relative.split(separator, -1))
        .map(Layout::part)
        .collect(Collectors.joining("/"));
  }

  /** What would look like another folder stays as the directory has it. */
  private static String part(String encoded) {
    String part = FolderNames.decode(encoded);
    return part.isEmpty() || part.indexOf('/') >= 0 ? encoded : part;
  }

  /** The directory of a folder, whether it is there or not; empty where the id is none of ours. */
  Optional<Path> directory(FolderId folder) {
    if (folder.equals(INBOX)) {
      return Optional.of(root);
    }
    boolean isInside =
        Stream.of(folder.value().split("/", -1))
            .noneMatch(part -> part.isEmpty() || part.equals("..") || part.equals("."));
    return isInside ? Optional.of(root.resolve(folder.value())) : Optional.empty();
  }

  /** Whether a folder that is asked for is the inbox. */
  static boolean isInbox(Folder wanted) {
    return wanted.name().toUpperCase(Locale.ROOT).equals(INBOX_NAME)
        || wanted.role().equals(Optional.of("inbox"));
  }

  /**
   * The folder that is to be made under this name; the same each time. Where no directory can have
   * the name, the folder's is another.
   */
  Folder toBeMade(Folder wanted) {
    if (isInbox(wanted)) {
      return inbox();
    }
    String path =
        Stream.of(wanted.name().split("/", -1))
            .map(part -> FolderNames.encode(part.isEmpty() ? "_" : part, isMadeOfDirectories))
            .map(part -> isMadeOfDirectories ? shortened(part) : part)
            .collect(Collectors.joining(isMadeOfDirectories ? "/" : "."));
    path = isMadeOfDirectories ? path : shortened(path);
    return Folder.of(new FolderId(isMadeOfDirectories ? path : "." + path), wanted.name());
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST
        ? name
        : name.substring(0, LONGEST) + "-" + MessageWriter.mark(name).substring(2, HASH);
  }

  static Reference reference(FolderId folder, String unique) {
    return new Reference(folder.value() + "/" + unique);
  }

  static FolderId folder(Reference reference) {
    String value = reference.value();
    int slash = value.lastIndexOf('/');
    return slash > 0 ? new FolderId(value.substring(0, slash)) : INBOX;
  }

  static String unique(Reference reference) {
    return reference.value().substring(reference.value().lastIndexOf('/') + 1);
  }
}
