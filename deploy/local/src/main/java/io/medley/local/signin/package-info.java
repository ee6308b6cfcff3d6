/**
 * Where demo people sign in: an OpenID provider, and a client that signs them in without a screen.
 */
@NullMarked
package io.medley.local.signin;

import org.jspecify.annotations.NullMarked;
