// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oneway.engine.pdpa.ArchiveReader.Opening;
import org.oneway.engine.pdpa.container.ContainerDamaged;
import org.oneway.engine.pdpa.container.Containers;
import org.oneway.engine.pdpa.container.Limits;
import org.oneway.engine.pdpa.container.PackedFiles;

/** Finds the root of an archive: where it is, or in the only directory that is there. */
final class ArchiveRoot {
  static final List<String> MAIN_FILES = List.of("archive.json", "index.json");

  /** Packers of one system put this beside what was packed. */
  private static final String NOTES_OF_MACOS = "__MACOSX";

  private ArchiveRoot() {}

  static boolean isAt(Path archive) {
    if (Files.isDirectory(archive)) {
      return hasMainFile(archive);
    }
    try {
      return Files.isRegularFile(archive)
          && Containers.first(archive, Limits.USUAL, MAIN_FILES::contains, 1).isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  static boolean isIn(Path archive) {
    try {
      return isAt(archive) || (Files.isDirectory(archive) && hasMainFile(below(archive)));
    } catch (IOException e) {
      return false;
    }
  }

  /** The main file of an archive in a container, without unpacking the rest where it is found. */
  static Optional<byte[]> mainFile(Path container) throws IOException {
    try {
      return Containers.first(container, Limits.USUAL, MAIN_FILES::contains, Json.MAX_BYTES);
    } catch (ContainerDamaged e) {
      throw ContainerTree.damaged(String.valueOf(container.getFileName()), e);
    }
  }

  static ArchiveTree of(Path archive, Opening opening) throws IOException {
    Path real = archive.toRealPath();
    if (Files.isDirectory(real)) {
      return new DirectoryTree(below(real), opening.requests());
    }
    String name = String.valueOf(archive.getFileName());
    try {
      return of(Containers.open(real, opening.limits(), opening.scratch()), name, opening);
    } catch (ContainerDamaged e) {
      throw ContainerTree.damaged(name, e);
    }
  }

  static ArchiveTree of(InputStream in, String name, Opening opening) throws IOException {
    try {
      return of(Containers.open(in, opening.limits(), opening.scratch()), name, opening);
    } catch (ContainerDamaged e) {
      throw ContainerTree.damaged(name, e);
    }
  }

  private static ArchiveTree of(PackedFiles files, String name, Opening opening)
      throws IOException {
    return new ContainerTree(files, below(files), name, opening.requests());
  }

  private static String below(PackedFiles files) throws IOException {
    List<String> outer = files.directories("").stream().filter(ArchiveRoot::mayBeOuter).toList();
    boolean isOuter =
        !files.hasFiles("") && outer.size() == 1 && hasMainFile(files, outer.get(0) + "/");
    return isOuter ? outer.get(0) + "/" : "";
  }

  private static boolean hasMainFile(PackedFiles files, String root) throws IOException {
    for (String main : MAIN_FILES) {
      if (files.find(root + main).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static boolean mayBeOuter(String name) {
    return !name.startsWith(".") && !name.equals(NOTES_OF_MACOS);
  }

  private static Path below(Path directory) throws IOException {
    if (hasMainFile(directory)) {
      return directory;
    }
    List<Path> outer = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
      for (Path entry : all) {
        if (mayBeOuter(String.valueOf(entry.getFileName()))) {
          outer.add(entry);
        }
      }
    }
    return outer.size() == 1
            && Files.isDirectory(outer.get(0), LinkOption.NOFOLLOW_LINKS)
            && hasMainFile(outer.get(0))
        ? outer.get(0)
        : directory;
  }

  private static boolean hasMainFile(Path directory) {
    return MAIN_FILES.stream().anyMatch(main -> Files.exists(directory.resolve(main)));
  }
}
