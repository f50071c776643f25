// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real.halting;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The usual file system, whose paths belong to a {@link HaltingProvider}. */
final class HaltingSystem extends FileSystem {
  private final HaltingProvider provider;
  private final FileSystem usual;

  HaltingSystem(HaltingProvider provider, FileSystem usual) {
    this.provider = provider;
    this.usual = usual;
  }

  @Override
  public FileSystemProvider provider() {
    return provider;
  }

  @Override
  public Path getPath(String first, String... more) {
    return provider.wrapped(usual.getPath(first, more));
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    List<Path> roots = new ArrayList<>();
    usual.getRootDirectories().forEach(root -> roots.add(provider.wrapped(root)));
    return roots;
  }

  @Override
  public PathMatcher getPathMatcher(String pattern) {
    PathMatcher matcher = usual.getPathMatcher(pattern);
    return path -> matcher.matches(HaltingPath.bare(path));
  }

  @Override
  public void close() throws IOException {
    usual.close();
  }

  @Override
  public boolean isOpen() {
    return usual.isOpen();
  }

  @Override
  public boolean isReadOnly() {
    return usual.isReadOnly();
  }

  @Override
  public String getSeparator() {
    return usual.getSeparator();
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return usual.getFileStores();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return usual.supportedFileAttributeViews();
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    return usual.getUserPrincipalLookupService();
  }

  @Override
  public WatchService newWatchService() throws IOException {
    return usual.newWatchService();
  }
}
