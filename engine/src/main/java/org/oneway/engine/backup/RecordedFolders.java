// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.backup;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.backup.Remembered.FolderLine;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.pdpa.ArchiveWriter;

/** The folders of an archive in the making, beside those that are remembered of the one before. */
final class RecordedFolders {
  private final Map<FolderId, FolderLine> before;
  private final MemoryWriter memory;
  private final ArchiveWriter writer;
  private final Map<FolderId, Folder> folders = new LinkedHashMap<>();
  private final Map<String, FolderId> idByName = new HashMap<>();
  private final Map<FolderId, Set<Kind>> kinds = new HashMap<>();
  private final Set<FolderId> begun = new HashSet<>();
  private final Set<FolderId> renamed = new HashSet<>();
  private boolean haveChanged;

  RecordedFolders(Optional<ExportMemory> last, MemoryWriter memory, ArchiveWriter writer) {
    this.before = last.map(ExportMemory::folders).orElse(Map.of());
    this.memory = memory;
    this.writer = writer;
  }

  /** What the source has now; one that is there no longer is said to be gone. */
  void are(List<Folder> now, Map<FolderId, Set<Kind>> holds) {
    for (Folder folder : now) {
      folders.put(folder.id(), folder);
      idByName.putIfAbsent(folder.name(), folder.id());
    }
    kinds.putAll(holds);
    for (FolderLine line : before.values()) {
      if (!idByName.containsKey(line.name())) {
        writer.removed(line.name());
        haveChanged = true;
      }
    }
  }

  /** Those that the source has now. */
  Collection<FolderId> ids() {
    return folders.keySet();
  }

  /** Puts a folder into the archive, unless it is there already. */
  void begin(FolderId id) throws IOException {
    Folder folder = folders.get(id);
    if (folder == null || !begun.add(id)) {
      return;
    }
    Set<Kind> holds = kinds.getOrDefault(id, Set.of());
    writer.folder(folder, holds);
    String mark = folder + " " + holds.stream().sorted().toList();
    memory.write(new FolderLine(id, folder.name(), mark).line());
    FolderLine line = before.get(id);
    haveChanged |= line == null || !line.mark().equals(mark);
    if (line != null && !line.name().equals(folder.name())) {
      renamed.add(id);
    }
  }

  /** Whether it was in the archive before under another name. */
  boolean isRenamed(FolderId id) {
    return renamed.contains(id);
  }

  /** Whether a folder is new, gone or another than it was. */
  boolean haveChanged() {
    return haveChanged;
  }

  /** The folder that has the name now which this one had in the archive before. */
  Optional<FolderId> ofTheSameName(FolderId id) {
    return Optional.ofNullable(before.get(id))
        .map(FolderLine::name)
        .flatMap(name -> Optional.ofNullable(idByName.get(name)));
  }

  /** The number of an item's place, as {@link Placements} has it. */
  long placement(FolderId folder, Key key) {
    return Placements.of(folders.getOrDefault(folder, Folder.of(folder, "")).name(), key);
  }

  /** What is remembered of folders which the archive says nothing of stays remembered. */
  void rememberTheOthers() throws IOException {
    for (FolderLine line : before.values()) {
      if (folders.containsKey(line.id()) && !begun.contains(line.id())) {
        memory.write(line.line());
      }
    }
  }
}
