// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.webdav;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import org.oneway.connectors.shared.dav.DavClient;
import org.oneway.connectors.shared.dav.DavRequest;
import org.oneway.connectors.shared.dav.Href;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.Write;

/** Carries out one write: each such that it may be sent twice. Safe for several threads. */
final class FileWriter implements Write.Visitor<FileWriter.Work> {
  private static final Outcome STALE = new Outcome.Stale();
  private static final Outcome GONE =
      new Outcome.Done(Optional.empty(), Optional.empty(), Optional.empty());

  private final Tree tree;
  private final FileReader reader;
  private final Recent recent;
  private final Arrival arrival;
  private final Sender sender;
  private final Oddities oddities;

  FileWriter(
      DavClient client, Tree tree, FileReader reader, Recent recent, Directories directories) {
    this.tree = tree;
    this.reader = reader;
    this.recent = recent;
    this.sender = new Sender(client, tree, reader, recent);
    this.oddities = new Oddities(client, tree.root());
    this.arrival = new Arrival(client, tree, reader, recent, directories, sender, oddities);
  }

  /** A write that waits to be carried out. */
  interface Work {
    Outcome run() throws StoreException;
  }

  Outcome write(Write write) throws StoreException {
    return write.accept(this).run();
  }

  private static Outcome refused(String why) {
    return new Outcome.Refused(Finding.broken("", why));
  }

  @Override
  public Work create(Write.Create write) {
    return () -> arrive(write.item(), write.content());
  }

  /** A file that comes to a place where none is. */
  private Outcome arrive(Item item, Optional<Content> content) throws StoreException {
    String path = FileItem.path(item);
    Optional<String> objection = Root.objection(path);
    if (objection.isPresent()) {
      return refused(objection.get());
    }
    return arrival.put(tree.root().at(path), item, content, Optional.empty(), true);
  }

  @Override
  public Work update(Write.Update write) {
    return () -> {
      Href from = new Href(write.reference().value());
      Optional<String> objection = Root.objection(FileItem.path(write.item()));
      if (objection.isPresent()) {
        return refused(objection.get());
      }
      Href to = tree.root().at(FileItem.path(write.item()));
      if (to.equals(from)) {
        return write.content().isPresent()
            ? arrival.put(from, write.item(), write.content(), write.expected(), false)
            : asItIs(from, write.item(), write.expected());
      }
      return write.content().isPresent()
          ? replace(from, write.item(), write.content(), write.expected())
          : move(from, to, write.item(), write.expected());
    };
  }

  /** Nothing of the file is to be changed. */
  private Outcome asItIs(Href href, Item item, Optional<Version> expected) throws StoreException {
    Optional<Resource> there = tree.look(href);
    boolean isExpected =
        there.isPresent() && (expected.isEmpty() || expected.equals(there.get().version()));
    return isExpected
        ? new Outcome.Done(Optional.empty(), there.get().version(), Optional.of(item))
        : STALE;
  }

  /** Another path and other bytes: the new one first, so that nothing is ever in no place. */
  private Outcome replace(
      Href from, Item item, Optional<Content> content, Optional<Version> expected)
      throws StoreException {
    Outcome arrived = arrive(item, content);
    if (!(arrived instanceof Outcome.Done done)) {
      return arrived;
    }
    Outcome left = remove(from, expected);
    Reference at = new Reference(tree.root().at(FileItem.path(item)).path());
    return left instanceof Outcome.Done
        ? new Outcome.Done(Optional.of(at), done.version(), done.held())
        : left;
  }

  @Override
  public Work restore(Write.Restore write) {
    return () -> {
      if (write.original().isEmpty()) {
        return refused("its bytes were not kept: it is too large for the journal");
      }
      byte[] bytes = write.original().get();
      Href href = new Href(write.reference().value());
      String path =
          write.over()
              ? FileItem.path(write.item())
              : tree.root().pathOf(href).orElse(FileItem.path(write.item()));
      Item item =
          FileItem.of(
              path,
              Digest.of(bytes),
              FileItem.modified(write.item()),
              FileItem.mediaType(write.item()));
      Optional<Content> content = Optional.of(() -> new ByteArrayInputStream(bytes));
      boolean isRenamed = Root.objection(path).isEmpty() && !tree.root().at(path).equals(href);
      return isRenamed
          ? replace(href, item, content, write.expected())
          : arrival.put(href, item, content, write.expected(), !write.over());
    };
  }

  @Override
  public Work delete(Write.Delete write) {
    return () -> remove(new Href(write.reference().value()), write.expected());
  }

  private Outcome remove(Href href, Optional<Version> expected) throws StoreException {
    DavRequest request = DavRequest.of("DELETE", href.at(tree.root().server()));
    Sender.Sent sent = sender.over(request, href, expected);
    return switch (sent.came()) {
      case DONE, MISSING -> GONE;
      // A condition on what is not there fails, too.
      case OTHERWISE -> tree.look(href).isEmpty() ? GONE : STALE;
      case REFUSED -> sender.refusal(href, sent);
    };
  }

  private Outcome move(Href from, Href to, Item item, Optional<Version> expected)
      throws StoreException {
    Optional<String> objection = oddities.objection(FileItem.path(item), 1);
    if (objection.isPresent()) {
      return refused(objection.get());
    }
    Optional<Outcome> obstacle = arrival.parent(to);
    if (obstacle.isPresent()) {
      return obstacle.get();
    }
    Sender.Sent sent = sender.move(from, to, expected);
    return switch (sent.came()) {
      case DONE -> moved(to, item);
      case MISSING -> sent.mayBeRepeat() && isMoved(to, item) ? moved(to, item) : STALE;
      case OTHERWISE -> STALE;
      case REFUSED ->
          List.of(403, 405, 501).contains(sent.status())
              ? copy(from, item, expected)
              : sender.refusal(from, sent);
    };
  }

  private boolean isMoved(Href to, Item item) throws StoreException {
    Optional<Resource> there = tree.look(to).filter(r -> !r.isDirectory());
    return there.isPresent()
        && reader
            .read(there.get())
            .file()
            .filter(f -> FileItem.digest(f.item()).equals(FileItem.digest(item)))
            .isPresent();
  }

  private Outcome moved(Href to, Item item) throws StoreException {
    Optional<Resource> there = tree.look(to);
    if (there.isEmpty()) {
      return refused("the server moved it, and does not have it under this name");
    }
    Optional<Version> version = there.get().version();
    version.ifPresent(v -> recent.saw(to, v, FileItem.digest(item)));
    return new Outcome.Done(Optional.of(new Reference(to.path())), version, Optional.of(item));
  }

  /** Where a server does not move. */
  private Outcome copy(Href from, Item item, Optional<Version> expected) throws StoreException {
    Content own = reader.content(from, FileItem.digest(item));
    return replace(from, item, Optional.of(own), expected);
  }

  @Override
  public Work move(Write.Move write) {
    return () -> STALE; // there is only one folder
  }

  @Override
  public Work join(Write.Join write) {
    return () -> STALE;
  }

  @Override
  public Work leave(Write.Leave write) {
    return () -> STALE;
  }
}
