# Reads a JSON array of cases from standard input, {"environmentpath", "node", "facts"}, and compiles the catalog of the node in the
# environment `production` of each directory as a server finds it, environment.conf included; prints for each the catalog
# or the error, and what was logged.
require_relative '../prelude'

def run(one)
  environments = Puppet::Environments::Directories.new(one['environmentpath'], [])
  Puppet.override(environments: environments) do
    environment = environments.get!(:production)
    { catalog: sent(compiled(node_of(one['node'], one['facts'], environment, SERVER))).except(*VOLATILE) }
  end
rescue Puppet::Error => e
  { error: e.message }
rescue SystemStackError, ScriptError, StandardError => e
  { crash: "#{e.class}: #{e.message}" }
end

start('--environment', 'production', '--hiera_config', '/nonexistent/hiera.yaml')
collect_log(:notice) { |message| "#{message.level}: #{message.message}" }
print JSON.generate(JSON.parse($stdin.read).map do |one|
  $logged.clear
  Puppet::Util::Warnings.clear_warnings
  Puppet.clear_deprecation_warnings
  run(one).merge(logged: $logged.dup)
end)
