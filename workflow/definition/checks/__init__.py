"""Whether definitions that can be built are also sensible: no case stuck, silent or leaking."""
