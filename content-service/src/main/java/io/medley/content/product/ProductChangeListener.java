package io.medley.content.product;

import io.medley.platform.security.Actor;

/** Told of every change of the product master, inside the transaction that makes it. */
public interface ProductChangeListener {

  /** The product master was {@code before} and is {@code after}. */
  void changed(Products before, Products after, Actor by);
}
