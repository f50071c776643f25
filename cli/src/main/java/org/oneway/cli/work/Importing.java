// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.util.List;
import java.util.Optional;
import org.oneway.cli.config.Likeness;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Refusal;
import org.oneway.cli.trouble.Trouble;
import org.oneway.engine.item.Folder;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;

/** Finds out where an import goes. */
public final class Importing {
  private Importing() {}

  /**
   * A file as the source of an import into {@code target}.
   *
   * @param opened what was found in it, opened
   * @param into the folder that the user named
   * @param mirror whether what was imported of folders that are gone is to be deleted
   * @throws Refusal if it is not clear where it goes
   */
  public static SourceStore source(
      ImportFile file,
      SourceStore opened,
      TargetStore target,
      SyncState state,
      Optional<String> into,
      boolean mirror)
      throws StoreException {
    List<Folder> folders = opened.folders();
    // Only of archives the checkpoints tell older ones from newer ones.
    boolean ordered = file.type().equals("pdpa");
    if (folders.size() != 1 && into.isPresent()) {
      throw refused(
          "The file has " + folders.size() + " folders, and --into takes one.",
          "Import it without --into: each goes into the folder of its name.");
    }
    // One of several that are left keeps its name.
    boolean isAlone =
        folders.size() == 1 && (into.isPresent() || !knows(state.folders(), folders.get(0)));
    String only = isAlone ? folder(target.folders(), state, into, file.usualFolder()) : "";
    SourceStore source = ImportSource.of(opened, isAlone, only, ordered);
    return mirror ? GoneFolders.of(source, state, file.goneFolders()) : source;
  }

  private static boolean knows(List<FolderPairing> pairings, Folder folder) {
    return pairings.stream().anyMatch(pairing -> pairing.source().id().equals(folder.id()));
  }

  private static String folder(
      List<Folder> folders, SyncState state, Optional<String> into, String usual)
      throws StoreException {
    Optional<String> before =
        state.folders().stream().map(FolderPairing::target).map(Folder::name).findFirst();
    if (into.isPresent()) {
      if (before.isPresent() && !before.equals(into)) {
        throw refused(
            "\""
                + state.name()
                + "\" has imported into \""
                + before.get()
                + "\" before, and goes on there.",
            "To import into \"" + into.get() + "\" too, give it a name of its own:  --as NAME");
      }
      return known(folders, into.get());
    }
    if (before.isPresent()) {
      return before.get();
    }
    if (folders.size() > 1) {
      return folders.stream()
          .filter(folder -> folder.role().isPresent())
          .map(Folder::name)
          .findFirst()
          .orElseThrow(
              () ->
                  refused(
                      "The store has " + folders.size() + " folders.",
                      "Say which one:  --into FOLDER    " + names(folders)));
    }
    return folders.stream().map(Folder::name).findFirst().orElse(usual);
  }

  private static String known(List<Folder> folders, String into) {
    List<String> names = folders.stream().map(Folder::name).toList();
    if (names.isEmpty() || names.contains(into)) {
      return into;
    }
    throw refused("The store has no folder \"" + into + "\".", Likeness.advice(into, names));
  }

  private static String names(List<Folder> folders) {
    return String.join(", ", folders.stream().map(folder -> '"' + folder.name() + '"').toList());
  }

  private static Refusal refused(String what, String advice) {
    return new Refusal(Trouble.of("E-COLL", ExitCode.REFUSED, what, advice));
  }
}
