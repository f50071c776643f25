// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.TargetStore;

/**
 * A store in memory that outlives whoever opens it, like a server. Its public methods are the hand
 * of its own user; a sync comes in through {@link #openSource} and {@link #openTarget}. Folders are
 * meant by name, items by uid or, where they have none, by full name. A store that {@link
 * Trait#REWRITES} drops nicknames, adds a keyword of its own, gives telephone numbers other keys
 * and sets the time of change. Safe for use by several threads.
 */
public final class FakeStore {
  private final String name;
  private final InstantSource clock;
  private final AccessLog log = new AccessLog();
  final FakeShelf shelf;
  private final Set<String> refused = new HashSet<>();
  private final Set<String> unreadable = new HashSet<>();
  private final List<Runnable> whileListing = new ArrayList<>();
  private final List<Runnable> beforeWriting = new ArrayList<>();
  private Predicate<Card> window = card -> true;
  private long forgotten;
  private long sessions;
  private long open;

  /** An empty store without folders. */
  public FakeStore(String name, Traits traits, InstantSource clock) {
    this.name = name;
    this.clock = clock;
    this.shelf = new FakeShelf(traits);
  }

  public String name() {
    return name;
  }

  public Traits traits() {
    return shelf.traits;
  }

  /** Everything that was ever asked of this store by a sync. */
  public AccessLog log() {
    return log;
  }

  /** Opens it for reading. */
  public synchronized SourceStore openSource() {
    return new FakeReader(this, clock, ++sessions);
  }

  /** Opens it for reading and writing. */
  public synchronized TargetStore openTarget() {
    return new FakeWriter(this, clock, ++sessions);
  }

  // What its user does.

  public synchronized void addFolder(String folder) {
    addFolder(Folder.of(new FolderId("new"), folder));
  }

  /** Adds a folder with these properties and a handle of the store's own. */
  public synchronized void addFolder(Folder folder) {
    shelf.addFolder(folder);
  }

  public synchronized void renameFolder(String from, String to) {
    FakeFolder folder = folder(from);
    Folder old = folder.folder;
    FolderId id = traits().has(Trait.FOLDERS_ARE_NAMES) ? new FolderId(to) : old.id();
    shelf.rename(
        folder,
        () ->
            folder.folder =
                new Folder(id, to, old.role(), old.color(), old.order(), old.description()));
  }

  /** Removes a folder with all that is in it. */
  public synchronized void removeFolder(String folder) {
    empty(folder);
    shelf.folders.remove(folder(folder));
  }

  /** Adds a card; it gets a time of change where this store has them. */
  public synchronized void add(String folder, Card card) {
    Card stored = card.updated().isPresent() ? card : card.updated(clock.instant());
    FakeItem item = new FakeItem(shelf.nextSerial(), withoutTimes(stored), clock.instant());
    shelf.add(item, folder(folder), 0);
  }

  public synchronized void edit(String folder, String item, UnaryOperator<Card> edit) {
    FakeItem edited = item(folder, item);
    shelf.change(
        edited,
        0,
        () -> {
          edited.card = withoutTimes(edit.apply(edited.card.updated(clock.instant())));
          edited.touched = clock.instant();
        });
  }

  /** Touches an item: it gets another version, and no other content. */
  public synchronized void touch(String folder, String item) {
    FakeItem touched = item(folder, item);
    shelf.change(touched, 0, () -> touched.touched = clock.instant());
  }

  public synchronized void remove(String folder, String item) {
    FakeItem removed = item(folder, item);
    shelf.change(removed, 0, () -> removed.folders.remove(folder(folder)));
  }

  public synchronized void move(String item, String from, String to) {
    FakeItem moved = item(from, item);
    shelf.change(moved, 0, () -> replaceFolder(moved, folder(from), folder(to)));
  }

  /** Puts an item into another folder too. */
  public synchronized void join(String item, String folder, String another) {
    FakeItem joined = item(folder, item);
    shelf.change(joined, 0, () -> joined.folders.add(folder(another)));
  }

  /** Puts all items of a folder in the reverse order, under other handles where they are chosen. */
  public synchronized void reexport(String folder, UnaryOperator<Card> edit) {
    List<Card> cards = new ArrayList<>(cards(folder));
    java.util.Collections.reverse(cards);
    empty(folder);
    cards.forEach(card -> add(folder, edit.apply(card)));
  }

  public synchronized void empty(String folder) {
    shelf.itemsIn(folder(folder)).stream()
        .map(item -> item.card.uid().orElseGet(item.card::name))
        .forEach(item -> remove(folder, item));
  }

  /** Makes an item illegible; its uid too, unless {@code butUid}. */
  public synchronized void corrupt(String folder, String item, boolean butUid) {
    legible(folder, item, butUid ? FakeItem.Legible.UID : FakeItem.Legible.NOTHING);
  }

  public synchronized void repair(String folder, String item) {
    legible(folder, item, FakeItem.Legible.ALL);
  }

  private void legible(String folder, String item, FakeItem.Legible legible) {
    FakeItem changed = item(folder, item);
    shelf.change(changed, 0, () -> changed.legible = legible);
  }

  /** Adds something that was repaired or could not be carried when the item is read. */
  public synchronized void find(String folder, String item, Finding finding) {
    item(folder, item).findings = List.of(finding);
  }

  /** Gives an item bytes of its own. */
  public synchronized void content(String folder, String item, Content content) {
    item(folder, item).content = Optional.of(content);
  }

  // What happens to the store.

  /** Numbers all items of a folder anew. */
  public synchronized void renumber(String folder) {
    FakeFolder numbered = folder(folder);
    shelf.rename(
        numbered,
        () -> {
          numbered.startNumberingAgain();
          shelf.itemsIn(numbered).forEach(item -> item.number = numbered.nextNumber());
        });
  }

  /** No checkpoint given so far is known any more. */
  public synchronized void loseCheckpoints() {
    forgotten = ++shelf.revision;
  }

  /** From now on the folder cannot be read. */
  public synchronized void makeUnreadable(String folder) {
    unreadable.add(folder);
  }

  public synchronized void makeReadable(String folder) {
    unreadable.remove(folder);
  }

  /** From now on an item with this uid is refused. */
  public synchronized void refuse(String uid) {
    refused.add(uid);
  }

  public synchronized void takeAgain(String uid) {
    refused.remove(uid);
  }

  /** From now on listings name only what {@code shown} says. */
  public synchronized void show(Predicate<Card> shown) {
    window = shown;
  }

  /** Runs once, when the next listing has named its first item. */
  public synchronized void whileListing(Runnable act) {
    whileListing.add(act);
  }

  /** Runs once, directly before the next write. */
  public synchronized void beforeWriting(Runnable act) {
    beforeWriting.add(act);
  }

  // What it holds.

  public synchronized List<String> folders() {
    return shelf.folders.stream().map(f -> f.folder.name()).toList();
  }

  /** The cards of a folder, in the store's order. */
  public synchronized List<Card> cards(String folder) {
    return shelf.itemsIn(folder(folder)).stream().map(item -> item.card).toList();
  }

  public synchronized Card card(String folder, String item) {
    return item(folder, item).card;
  }

  public synchronized boolean has(String folder, String item) {
    return cards(folder).stream().anyMatch(c -> c.uid().orElseGet(c::name).equals(item));
  }

  /** All cards of all folders by folder, each sorted by uid, or by name where there is none. */
  public synchronized Map<String, List<Card>> contents() {
    Map<String, List<Card>> all = new TreeMap<>();
    Comparator<Card> order = Comparator.comparing(card -> card.uid().orElseGet(card::name));
    for (String folder : folders()) {
      all.put(folder, cards(folder).stream().sorted(order.thenComparing(Card::toString)).toList());
    }
    return all;
  }

  /** Grows with everything that changes, whoever changes it. */
  public synchronized long revision() {
    return shelf.revision;
  }

  /** How many streams are open now. */
  public synchronized long openStreams() {
    return open;
  }

  // What its sessions need of it.

  void opened(long more) {
    open += more;
  }

  boolean isRefused(Card card) {
    return card.uid().filter(refused::contains).isPresent();
  }

  boolean isUnreadable(FakeFolder folder) {
    return unreadable.contains(folder.folder.name());
  }

  boolean isShown(FakeItem item) {
    return item.legible != FakeItem.Legible.ALL || window.test(item.card);
  }

  boolean isForgotten(long revision) {
    return revision < forgotten;
  }

  void actWhileListing() {
    act(whileListing);
  }

  void runBeforeWriting() {
    act(beforeWriting);
  }

  private static void act(List<Runnable> acts) {
    List<Runnable> now = List.copyOf(acts);
    acts.clear();
    now.forEach(Runnable::run);
  }

  static void replaceFolder(FakeItem item, FakeFolder from, FakeFolder to) {
    item.folders.remove(from);
    if (item.folders.add(to)) {
      item.number = to.nextNumber();
    }
  }

  /** A card without the time of change, where this store has none. */
  Card withoutTimes(Card card) {
    return traits().has(Trait.UPDATED) ? card : card.without("updated");
  }

  /** An item as it travels. */
  Item travelling(FakeItem item) {
    Card card = item.card;
    boolean untrusted = card.updated().isEmpty() && traits().has(Trait.FILE_TIMES);
    return new Item(
        Kind.CONTACT,
        card.uid().map(Uid::new),
        card.json(),
        untrusted ? Optional.of(item.touched) : card.updated(),
        !untrusted);
  }

  private FakeFolder folder(String folder) {
    return shelf
        .folderNamed(folder)
        .orElseThrow(() -> new IllegalArgumentException(name + " has no folder " + folder));
  }

  private FakeItem item(String folder, String item) {
    return shelf.itemsIn(folder(folder)).stream()
        .filter(candidate -> candidate.isCalled(item))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(name + " has no " + item + " in " + folder));
  }
}
