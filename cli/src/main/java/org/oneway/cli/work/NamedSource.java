// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.cli.trouble.AtStore;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Ending;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Mailbox;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.Traffic;

/** A store whose failures say which store of the configuration it is. */
public class NamedSource implements SourceStore {
  private final String name;
  private final SourceStore store;

  /** A store under the name that the configuration has for it. */
  NamedSource(String name, SourceStore store) {
    this.name = name;
    this.store = store;
  }

  /** Opens a store under the name that the configuration has for it. */
  public static SourceStore open(String name, Job.Opening<SourceStore> opening)
      throws StoreException {
    return new NamedSource(name, asked(name, opening));
  }

  /** Asks a store, whose failure then has a name. */
  public static <R> R asked(String name, Job.Opening<R> question) throws StoreException {
    try {
      return question.open();
    } catch (StoreException e) {
      throw AtStore.of(name, e);
    }
  }

  final <R> R asked(Job.Opening<R> question) throws StoreException {
    return asked(name, question);
  }

  @Override
  public final Optional<String> identity() throws StoreException {
    return asked(store::identity);
  }

  @Override
  public final List<Folder> folders() throws StoreException {
    return asked(store::folders);
  }

  @Override
  public final Set<Kind> kindsIn(Folder folder) throws StoreException {
    return asked(() -> store.kindsIn(folder));
  }

  @Override
  public final Mailbox mailbox(FolderId folder) {
    return store.mailbox(folder);
  }

  @Override
  public final List<Scope> scopes() throws StoreException {
    return asked(store::scopes);
  }

  @Override
  public final ChangeStream changes(Scope scope, Checkpoint since, Known known)
      throws StoreException {
    return new Stream(asked(() -> store.changes(scope, since, known)));
  }

  @Override
  public final ChangeStream fetch(Scope scope, List<Reference> references) throws StoreException {
    return new Stream(asked(() -> store.fetch(scope, references)));
  }

  @Override
  public final Optional<Content> content(Scope scope, Reference reference) throws StoreException {
    return asked(() -> store.content(scope, reference));
  }

  @Override
  public final Optional<Traffic.Count> traffic() {
    return store.traffic();
  }

  @Override
  public final void close() {
    store.close();
  }

  private final class Stream implements ChangeStream {
    private final ChangeStream stream;

    private Stream(ChangeStream stream) {
      this.stream = stream;
    }

    @Override
    public Optional<Change> next() throws StoreException {
      return asked(stream::next);
    }

    @Override
    public Ending ending() {
      return stream.ending();
    }

    @Override
    public void close() {
      stream.close();
    }
  }
}
