"""The screens: server-rendered HTML that works without JavaScript, in English and Urdu."""
