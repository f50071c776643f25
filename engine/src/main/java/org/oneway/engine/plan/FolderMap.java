// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.store.StoreException;

/**
 * Which source folder goes with which target folder in this run: by the pairings remembered, then
 * as configured, then by role, then by name; two stores with one folder each are paired whatever
 * their names; what the target lacks is made.
 */
final class FolderMap {
  private final PlanSettings settings;
  private final List<Folder> sources;
  private final List<Folder> targets;
  private final Consumer<Notice> notices;
  private final Map<Integer, FolderPairing> pairings = new LinkedHashMap<>();
  private final Map<FolderId, Integer> bySource = new HashMap<>();
  private final Set<Integer> vanished = new HashSet<>();
  private final Set<Integer> targetGone = new HashSet<>();
  private final Set<Integer> toBeMade = new HashSet<>();
  private final Map<Integer, Folder> undecided = new LinkedHashMap<>();
  private final Map<Integer, Integer> renamed = new HashMap<>();
  private final Map<FolderId, String> scopeNames;
  private int next;

  FolderMap(
      PlanSettings settings,
      List<FolderPairing> remembered,
      List<Folder> sources,
      List<Folder> targets,
      Map<FolderId, String> scopeNames,
      Consumer<Notice> notices)
      throws StoreException {
    this.settings = settings;
    this.sources = sources;
    this.targets = targets;
    this.scopeNames = Map.copyOf(scopeNames);
    this.notices = notices;
    for (FolderPairing pairing : remembered) {
      next = Math.max(next, pairing.number() + 1);
      recall(pairing);
    }
    for (Folder source : wanted()) {
      if (!bySource.containsKey(source.id()) && !takeOverByRole(source)) {
        bySource.put(source.id(), next);
        undecided.put(next++, source);
      }
    }
    if (vanished.isEmpty()) {
      pairTheRest();
    }
  }

  /** Numbers of new source folders that may be old ones under another name. */
  Set<Integer> undecided() {
    return Set.copyOf(undecided.keySet());
  }

  /** The number that a source folder's items belong to, after it was found to be an old one. */
  int resolve(int number) {
    return renamed.getOrDefault(number, number);
  }

  /** Pairings whose source folder is not there any more. */
  Set<Integer> vanished() {
    return Set.copyOf(vanished);
  }

  /** This undecided source folder is the one that vanished. */
  void renamed(int fresh, int old) {
    takeOver(Optional.ofNullable(undecided.remove(fresh)).orElseThrow(), old);
    renamed.put(fresh, old);
  }

  private void takeOver(Folder source, int number) {
    FolderPairing old = pairingOf(number);
    put(new FolderPairing(number, source, old.target(), false));
    vanished.remove(number);
    notices.accept(
        new Notice(
            Notice.About.FOLDER_RENAMED,
            source.name(),
            "",
            "was called \""
                + old.source().name()
                + "\" before; it goes on in \""
                + old.target().name()
                + "\""));
  }

  /** Pairs what is still undecided, as if it were new. */
  void pairTheRest() throws StoreException {
    for (Map.Entry<Integer, Folder> fresh : undecided.entrySet()) {
      pair(fresh.getKey(), fresh.getValue());
    }
    undecided.clear();
    for (int number : vanished) {
      FolderPairing old = pairingOf(number);
      if (!old.sourceGoneReported()) {
        notices.accept(
            new Notice(
                Notice.About.FOLDER_GONE,
                old.source().name(),
                "",
                "is no longer at the source; nothing in \""
                    + old.target().name()
                    + "\" is deleted"));
        pairings.put(number, new FolderPairing(number, old.source(), old.target(), true));
      }
    }
  }

  /**
   * A remembered target folder that is gone, and an unpaired one in which more than half of the
   * larger one's items were found, are one.
   *
   * @param found how many items of a folder were found in which folder
   * @param sizes how many items are in a folder
   * @param kept how many items were in a folder
   */
  void findRenamedTargets(
      Map<FolderId, Map<FolderId, Integer>> found,
      Map<FolderId, Integer> sizes,
      Map<FolderId, Integer> kept) {
    for (int number : List.copyOf(targetGone)) {
      FolderId was = pairingOf(number).target().id();
      for (Map.Entry<FolderId, Integer> here : found.getOrDefault(was, Map.of()).entrySet()) {
        int larger = Math.max(sizes.getOrDefault(here.getKey(), 0), kept.getOrDefault(was, 0));
        Optional<Folder> folder = byId(targets, here.getKey()).filter(f -> !isTaken(f));
        if (here.getValue() * 2 > larger && folder.isPresent()) {
          FolderPairing old = pairingOf(number);
          pairings.put(
              number,
              new FolderPairing(number, old.source(), folder.get(), old.sourceGoneReported()));
          targetGone.remove(number);
        }
      }
    }
    for (int number : targetGone) {
      notices.accept(
          new Notice(
              Notice.About.FOLDER_GONE,
              pairingOf(number).target().name(),
              "",
              "is no longer at the target; nothing is written in its place"));
    }
  }

  /** The number of a source folder; empty if it takes no part. */
  Optional<Integer> ofSource(FolderId source) {
    return Optional.ofNullable(bySource.get(source));
  }

  /** The number of the pairing that a target folder belongs to, or {@link Advance#NO_PAIRING}. */
  int ofTarget(FolderId target) {
    return Advance.folderOf(target, pairings.values());
  }

  /** The name of the source scope that a folder's items are told in. */
  String scopeName(FolderPairing folder) {
    return scopeNames.getOrDefault(folder.source().id(), folder.source().id().value());
  }

  Optional<FolderPairing> ofNumber(int number) {
    return Optional.ofNullable(pairings.get(number));
  }

  boolean isVanished(int number) {
    return vanished.contains(number);
  }

  /** Whether any remembered target folder is not there any more. */
  boolean isAnyTargetGone() {
    return !targetGone.isEmpty();
  }

  /** Whether a remembered target folder is not there any more. */
  boolean isTargetGone(int number) {
    return targetGone.contains(number);
  }

  /** Whether the folder takes part in this run. */
  boolean isActive(int number) {
    return bySource.containsValue(number);
  }

  List<FolderPairing> all() {
    return List.copyOf(pairings.values());
  }

  /** Numbers of pairings whose target folder is not there yet. */
  Set<Integer> toBeMade() {
    return Set.copyOf(toBeMade);
  }

  private FolderPairing pairingOf(int number) {
    return ofNumber(number).orElseThrow();
  }

  private void put(FolderPairing pairing) {
    pairings.put(pairing.number(), pairing);
    bySource.put(pairing.source().id(), pairing.number());
  }

  private void recall(FolderPairing pairing) {
    Optional<Folder> source = byId(sources, pairing.source().id());
    Optional<Folder> target = byId(targets, pairing.target().id());
    FolderPairing now =
        new FolderPairing(
            pairing.number(),
            source.orElse(pairing.source()),
            target.orElse(pairing.target()),
            source.isEmpty() && pairing.sourceGoneReported());
    pairings.put(now.number(), now);
    boolean configured =
        (settings.folders().isEmpty() || settings.folders().containsKey(now.source().name()))
            && settings.filter().includes(now.source());
    if (source.isPresent() && configured) {
      put(now);
    } else if (source.isEmpty()) {
      vanished.add(now.number());
    }
    if (target.isEmpty()) {
      targetGone.add(now.number());
    }
  }

  private List<Folder> wanted() throws StoreException {
    if (settings.folders().isEmpty()) {
      return sources.stream().filter(settings.filter()::includes).toList();
    }
    List<Folder> wanted = new ArrayList<>();
    for (String name : settings.folders().keySet().stream().sorted().toList()) {
      Optional<Folder> source = byName(sources, name);
      boolean remembered =
          pairings.values().stream().anyMatch(old -> old.source().name().equals(name));
      if (source.isEmpty() && !remembered) {
        throw missing(name, "source", sources);
      }
      source.filter(settings.filter()::includes).ifPresent(wanted::add);
    }
    return wanted;
  }

  private boolean takeOverByRole(Folder source) {
    if (source.role().isEmpty()) {
      return false;
    }
    Optional<Integer> old =
        vanished.stream().filter(n -> pairingOf(n).role().equals(source.role())).findFirst();
    old.ifPresent(number -> takeOver(source, number));
    return old.isPresent();
  }

  private void pair(int number, Folder source) throws StoreException {
    String wantedName = settings.folders().getOrDefault(source.name(), source.name());
    Optional<Folder> target = Optional.empty();
    if (settings.folders().containsKey(source.name())) {
      target = byName(targets, wantedName);
      if (target.isEmpty() && !settings.createFolders()) {
        throw missing(wantedName, "target", targets);
      }
    } else {
      if (sources.size() == 1 && targets.size() == 1 && !isTaken(targets.get(0))) {
        target = Optional.of(targets.get(0));
      }
      if (target.isEmpty() && source.role().isPresent()) {
        target = targets.stream().filter(t -> t.role().equals(source.role())).findFirst();
      }
      target = target.or(() -> byName(targets, wantedName)).filter(t -> !isTaken(t));
    }
    if (target.isEmpty()) {
      toBeMade.add(number);
    }
    Folder made =
        new Folder(
            new FolderId("new " + wantedName),
            wantedName,
            source.role(),
            source.color(),
            source.order(),
            source.description());
    put(new FolderPairing(number, source, target.orElse(made), false));
  }

  private boolean isTaken(Folder target) {
    return pairings.values().stream().anyMatch(p -> p.target().id().equals(target.id()));
  }

  private static Optional<Folder> byId(List<Folder> folders, FolderId id) {
    return folders.stream().filter(folder -> folder.id().equals(id)).findFirst();
  }

  private static Optional<Folder> byName(List<Folder> folders, String name) {
    return folders.stream().filter(folder -> folder.name().equals(name)).findFirst();
  }

  private static StoreException missing(String name, String side, List<Folder> there) {
    String has =
        there.isEmpty()
            ? "It has none."
            : "It has: \""
                + String.join("\", \"", there.stream().map(Folder::name).toList())
                + "\".";
    boolean canBeMade = side.equals("target");
    return new StoreException.NoSuchFolder(
        "Folder \"" + name + "\" does not exist at the " + side + ". " + has,
        canBeMade ? "To make it: --create-folders" : "Correct its name under folders",
        name,
        there.stream().map(Folder::name).toList(),
        canBeMade);
  }
}
