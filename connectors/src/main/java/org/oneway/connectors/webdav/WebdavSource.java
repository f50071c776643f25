// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.webdav;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.dav.DavClient;
import org.oneway.connectors.shared.dav.DavSettings;
import org.oneway.connectors.shared.dav.Threads;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.Traffic;

/** The files below one directory, read. They are one folder and one scope. */
class WebdavSource implements SourceStore {
  private final DavClient client;
  private final Root root;
  private final Threads threads;
  private final Recent recent = new Recent();
  private final Tree tree;
  private final FileReader reader;
  private final Directories directories;

  /** Asks nobody yet. */
  WebdavSource(DavSettings settings) throws StoreException {
    this.root = Root.of(settings);
    this.client = new DavClient(settings);
    client.meant(root.server());
    this.threads = new Threads(settings.connections());
    this.tree = new Tree(client, root);
    this.reader = new FileReader(client, root, recent);
    this.directories = new Directories(client, tree);
  }

  final DavClient client() {
    return client;
  }

  final Root root() {
    return root;
  }

  final Threads threads() {
    return threads;
  }

  final Tree tree() {
    return tree;
  }

  final FileReader reader() {
    return reader;
  }

  final Recent recent() {
    return recent;
  }

  final Directories directories() {
    return directories;
  }

  @Override
  public final Optional<String> identity() {
    return Optional.of(root.identity());
  }

  @Override
  public List<Folder> folders() throws StoreException {
    if (tree.look(root.href()).filter(Resource::isDirectory).isEmpty()) {
      throw new StoreException.InputRefused(
          "There is no directory %s at %s (store \"%s\")"
              .formatted(root.href(), root.server().getHost(), client.settings().store()),
          "Correct \"url\" of the store");
    }
    return List.of(root.folder());
  }

  /** Nothing but files. */
  @Override
  public final Set<Kind> kindsIn(Folder folder) {
    return Set.of(Kind.FILE);
  }

  @Override
  public List<Scope> scopes() throws StoreException {
    return List.of(Scope.of(root.folder().id()));
  }

  @Override
  public final ChangeStream changes(Scope scope, Checkpoint since, Known known)
      throws StoreException {
    check(scope);
    int atOnce = client.settings().connections();
    return new FileStream(tree, reader, directories, threads, atOnce, known);
  }

  @Override
  public final ChangeStream fetch(Scope scope, List<Reference> references) throws StoreException {
    check(scope);
    int atOnce = client.settings().connections();
    return new FetchStream(tree, reader, threads, atOnce, references);
  }

  private void check(Scope scope) throws StoreException {
    if (!scopes().contains(scope)) {
      throw new StoreException.FolderGone("there is no folder " + scope.name());
    }
  }

  @Override
  public final Optional<Traffic.Count> traffic() {
    return Optional.of(client.traffic().count());
  }

  @Override
  public final void close() {
    threads.close();
    client.close();
  }
}
